/// Scores chunks, one after the other, reusing its memory.
struct ChunkScorer {
    private let plan: ScoringPlan
    private let items: Int
    /// The chunk's answers item by item, each padded with rows that answered nothing.
    private var columns: [UInt8] = []
    /// By level of the tree.
    private var levels: [NodeScores] = []
    private var sums = LevelSums(capacity: 0)
    private var complete = CompleteRows(capacity: 0)
    /// By row: the place in a table.
    private var found: [UInt16] = []
    private var lines = StraightLines()
    private var counts = [UInt32](repeating: 0, count: QuestionnaireLimits.optionsMaximum)
    private var rows = 0
    private var padded = 0
    private var figures: ChunkFigures

    init(_ plan: ScoringPlan) {
        self.plan = plan
        items = plan.questionnaire.items.count
        figures = ChunkFigures(plan)
    }

    /// The figures of the rows of a chunk.
    mutating func score(_ chunk: Chunk, of sheet: AnswerSheet) -> ChunkFigures {
        let rows = chunk.unit.map { sheet.rows(ofUnit: $0) }
        return score(sheet.answers, chunk.range, of: rows)
    }

    /// The figures of some rows; without a list, of those in the range itself.
    private mutating func score(
        _ answers: OrganizationAnswers, _ range: Range<Int>, of list: [Int32]?
    ) -> ChunkFigures {
        figures = ChunkFigures(plan)
        rows = range.count
        padded = ByteCounter.padded(rows)
        figures.responses = rows
        reserve()
        copy(answers, range, of: list)
        dropIrrelevant()
        for item in 0..<items { count(item) }
        if items >= ScoringPlan.straightLineAnswersMinimum {
            lines.begin(padded)
            let columns = columns
            for item in 0..<items {
                lines.add(columns.span.extracting(place(item)), plan.positions[item])
            }
            figures.straightLined = lines.count(rows)
        }
        evaluate(0)
        for tag in plan.tagged.indices { balance(tag) }
        for index in plan.categories.indices { reliability(index) }
        return figures
    }

    private func place(_ item: Int) -> Range<Int> { (item * padded)..<((item + 1) * padded) }

    private mutating func reserve() {
        guard columns.count < padded * items else { return }
        let capacity = min(Chunk.rowsMaximum, max(padded, 64))
        let depth = (plan.steps.map(\.level).max() ?? 0) + 1
        columns = Array(repeating: 0, count: capacity * items)
        found = Array(repeating: 0, count: capacity)
        levels = Array(repeating: NodeScores(capacity: capacity), count: depth)
        sums = LevelSums(capacity: capacity)
        complete = CompleteRows(capacity: capacity)
    }

    private mutating func copy(
        _ answers: OrganizationAnswers, _ range: Range<Int>, of list: [Int32]?
    ) {
        let (items, rows, padded) = (items, rows, padded)
        let source = answers.columnBytes.span
        var target = columns.mutableSpan
        for item in 0..<items {
            let from = item * answers.columnStride
            let to = item * padded
            if let list {
                for row in 0..<rows {
                    target[to + row] = source[from + Int(list[range.lowerBound + row])]
                }
            } else {
                for row in 0..<rows { target[to + row] = source[from + range.lowerBound + row] }
            }
            for row in rows..<padded { target[to + row] = AnswerCode.notAnswered }
        }
    }

    private mutating func dropIrrelevant() {
        for (item, rule) in plan.rules {
            for row in 0..<rows where !rule.holds({ columns[$0 * padded + row] }) {
                let place = item * padded + row
                if columns[place] != AnswerCode.notAnswered { figures.droppedAnswers += 1 }
                columns[place] = AnswerCode.notRelevant
            }
        }
    }

    private mutating func count(_ item: Int) {
        let options = plan.itemScorings[item].scores.count
        let columns = columns
        let column = columns.span.extracting(place(item))
        ByteCounter.count(column, options: options, into: &counts)
        var known = ByteCounter.countWithoutOption(column) - (padded - rows)
        for option in 0..<options {
            figures.counts[plan.countOffsets[item] + option] = counts[option]
            known += Int(counts[option])
        }
        if known != rows { figures.hasUnknownCode = true }
    }

    /// Computes a node and everything below it; its scores end up in those of its level.
    private mutating func evaluate(_ index: Int) {
        let node = plan.steps[index]
        if let table = plan.leafTables[index] {
            let columns = columns
            table.find(columns.span.extracting(0..<(items * padded)), rows: padded, into: &found)
            levels[node.level].look(found, up: table, rows: padded)
        } else if node.isLeaf {
            add(node.items, plan.itemTables, node.combine, share: node.minimumValidShare)
            levels[node.level].take(sums, rows: padded)
        } else {
            levels[node.level].begin(padded, node.combine)
            for child in node.children {
                evaluate(child)
                let below = levels[node.level + 1]
                levels[node.level].add(below, plan.steps[child].weight, node.combine)
            }
            levels[node.level].finish(
                node.combine, minimumValidShare: node.minimumValidShare)
        }
        figures.moments[index] = levels[node.level].moments()
    }

    /// Computes the scores of some items together.
    private mutating func add(
        _ items: some Sequence<Int>, _ tables: [ItemTables], _ combine: Combination, share: Double
    ) {
        sums.begin(padded, combine)
        let columns = columns
        for item in items {
            sums.add(columns.span.extracting(place(item)), tables[item], combine)
        }
        sums.finish(padded, combine, minimumValidShare: share)
    }

    /// The mean of each row's scored items with a balance tag.
    private mutating func balance(_ tag: Int) {
        guard !plan.tagged[tag].isEmpty else { return }
        add(plan.tagged[tag], plan.plainTables, .mean, share: 0)
        levels[0].take(sums, rows: padded)
        figures.moments[plan.nodeCount + tag] = levels[0].moments()
    }

    /// The moments that α needs, over the rows with a score for every item of a category.
    private mutating func reliability(_ index: Int) {
        let items = plan.steps[plan.categories[index]].items
        guard items.count > 1 else { return }
        complete.begin(padded)
        let (columns, plan) = (columns, plan)
        for item in items {
            let table = item * ScoringPlan.tableSize
            complete.add(
                columns.span.extracting(place(item)),
                plan.scores.span.extracting(table..<(table + ScoringPlan.tableSize)))
        }
        let offset = plan.reliabilityOffsets[index]
        figures.reliability[offset + items.count] = complete.finish()
        for (number, item) in items.enumerated() {
            let scores = plan.itemScorings[item].scores
            complete.count(
                columns.span.extracting(place(item)), options: scores.count, into: &counts)
            figures.reliability[offset + number] = Moments(of: zip(scores, counts))
        }
    }
}
