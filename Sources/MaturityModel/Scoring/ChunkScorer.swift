/// Scores chunks, one after the other, reusing its memory.
struct ChunkScorer {
    private let plan: ScoringPlan
    private let categories: [Int]
    /// The chunk's answers item by item, each padded with rows that answered nothing.
    private var columns: [UInt8] = []
    private var levels: [LevelSums] = []
    private var lines = StraightLines()
    private var counts = [UInt32](repeating: 0, count: QuestionnaireLimits.optionsMaximum)
    private var rows = 0
    private var padded = 0
    private var figures: ChunkFigures

    init(_ plan: ScoringPlan) {
        self.plan = plan
        categories = plan.questionnaire.categories
        figures = ChunkFigures(plan)
    }

    /// The figures of some rows; without a list, of those in the range itself.
    mutating func score(
        _ answers: OrganizationAnswers, _ range: Range<Int>, of list: [Int32]?
    ) -> ChunkFigures {
        figures = ChunkFigures(plan)
        rows = range.count
        padded = ByteCounter.padded(rows)
        figures.responses = rows
        reserve()
        copy(answers, range, of: list)
        dropIrrelevant()
        for item in plan.questionnaire.items.indices { count(item) }
        if plan.questionnaire.items.count >= ScoringPlan.straightLineAnswersMinimum {
            lines.begin(padded)
            for item in plan.questionnaire.items.indices {
                lines.add(columns[place(item)], plan.positions[item])
            }
            figures.straightLined = lines.count(rows)
        }
        evaluate(0)
        for tag in plan.tagged.indices { balance(tag) }
        for index in categories.indices { reliability(index) }
        return figures
    }

    private func place(_ item: Int) -> Range<Int> { (item * padded)..<((item + 1) * padded) }

    private mutating func reserve() {
        guard columns.count < padded * plan.questionnaire.items.count else { return }
        let capacity = min(Chunk.rowsMaximum, max(padded, 64))
        let depth = (plan.questionnaire.nodes.map(\.level).max() ?? 0) + 2
        columns = Array(repeating: 0, count: capacity * plan.questionnaire.items.count)
        levels = Array(repeating: LevelSums(capacity: capacity), count: depth)
    }

    private mutating func copy(
        _ answers: OrganizationAnswers, _ range: Range<Int>, of list: [Int32]?
    ) {
        let (items, rows, padded) = (plan.questionnaire.items.count, rows, padded)
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
        let column = columns[place(item)]
        let options = plan.questionnaire.items[item].options.count
        ByteCounter.count(column.span, options: options, into: &counts)
        var known = ByteCounter.countWithoutOption(column.span) - (padded - rows)
        for option in 0..<options {
            figures.counts[plan.countOffsets[item] + option] = counts[option]
            known += Int(counts[option])
        }
        if known != rows { figures.hasUnknownCode = true }
    }

    /// Computes a node and everything below it; its scores end up in the sums of its level.
    private mutating func evaluate(_ index: Int) {
        let node = plan.questionnaire.nodes[index]
        levels[node.level].begin(padded, node.combine)
        if node.isLeaf {
            for item in node.items {
                levels[node.level].add(
                    columns[place(item)], plan.itemTables[item], node.combine)
            }
        }
        for child in node.children {
            evaluate(child)
            let weight = plan.questionnaire.nodes[child].weight
            let below = levels[node.level + 1]
            levels[node.level].add(below, padded, weight, node.combine)
        }
        levels[node.level].finish(
            padded, node.combine, minimumValidShare: node.minimumValidShare)
        figures.moments[index] = levels[node.level].moments(padded)
    }

    /// The mean of each row's scored items with a balance tag.
    private mutating func balance(_ tag: Int) {
        guard !plan.tagged[tag].isEmpty else { return }
        levels[0].begin(padded, .mean)
        for item in plan.tagged[tag] {
            levels[0].add(columns[place(item)], plan.plainTables[item], .mean)
        }
        levels[0].finish(padded, .mean, minimumValidShare: 0)
        figures.moments[plan.nodeCount + tag] = levels[0].moments(padded)
    }

    /// The moments that α needs, over the rows with a score for every item of a category.
    private mutating func reliability(_ index: Int) {
        let items = plan.questionnaire.nodes[categories[index]].items
        guard items.count > 1 else { return }
        levels[0].begin(padded, .mean)
        for item in items {
            levels[0].add(columns[place(item)], plan.plainTables[item], .mean)
        }
        levels[0].keepComplete(padded, parts: items.count)
        figures.reliability[index].total = levels[0].moments(padded)
        let incomplete = levels[0].rows.prefix(padded).map { $0.y == 1 ? UInt8(0) : 255 }
        for (number, item) in items.enumerated() {
            let options = plan.questionnaire.items[item].options.count
            let complete = Self.blanking(columns[place(item)], where: incomplete)
            ByteCounter.count(complete.span, options: options, into: &counts)
            figures.reliability[index].items[number] = Moments(
                of: zip(plan.itemScorings[item].scores, counts))
        }
    }

    /// A column whose bytes become `notAnswered`, which is 255, where the other has 255, not 0.
    private static func blanking(_ column: ArraySlice<UInt8>, where blank: [UInt8]) -> [UInt8] {
        var bytes = Array(column)
        let blank = blank.span
        var target = bytes.mutableSpan
        for row in target.indices { target[row] |= blank[row] }
        return bytes
    }
}
