/// Scores chunks, one after the other, reusing its memory.
struct ChunkScorer {
    private let plan: ScoringPlan
    private let categories: [Int]
    private var columns: [UInt8]
    private var levels: [LevelSums]
    private var first: [UInt8]
    private var answered: [UInt16]
    private var differs: [Bool]
    private var rows = 0
    private var figures: ChunkFigures

    init(_ plan: ScoringPlan) {
        self.plan = plan
        categories = plan.questionnaire.categories
        figures = ChunkFigures(plan)
        columns = []
        levels = []
        first = []
        answered = []
        differs = []
    }

    /// The figures of some rows; without a list, of those in the range itself.
    mutating func score(
        _ answers: OrganizationAnswers, _ range: Range<Int>, of list: [Int32]?
    ) -> ChunkFigures {
        figures = ChunkFigures(plan)
        rows = range.count
        figures.responses = rows
        reserve()
        copy(answers, range, of: list)
        dropIrrelevant()
        for item in plan.questionnaire.items.indices { count(item) }
        straightLines()
        evaluate(0)
        for tag in plan.tagged.indices { balance(tag) }
        for index in categories.indices { reliability(index) }
        return figures
    }

    private mutating func reserve() {
        guard first.count < rows else { return }
        let capacity = min(Chunk.rowsMaximum, max(rows, 64))
        let depth = (plan.questionnaire.nodes.map(\.level).max() ?? 0) + 2
        columns = Array(repeating: 0, count: capacity * plan.questionnaire.items.count)
        levels = Array(repeating: LevelSums(capacity: capacity), count: depth)
        first = Array(repeating: 0, count: capacity)
        answered = Array(repeating: 0, count: capacity)
        differs = Array(repeating: false, count: capacity)
    }

    private mutating func copy(
        _ answers: OrganizationAnswers, _ range: Range<Int>, of list: [Int32]?
    ) {
        for item in plan.questionnaire.items.indices {
            let target = item * rows
            let column = answers.column(item)
            let base = column.startIndex
            guard let list else {
                let part = column[(base + range.lowerBound)..<(base + range.upperBound)]
                columns.replaceSubrange(target..<(target + rows), with: part)
                continue
            }
            for (place, index) in range.enumerated() {
                columns[target + place] = column[base + Int(list[index])]
            }
        }
    }

    private func column(_ item: Int) -> ArraySlice<UInt8> {
        columns[(item * rows)..<((item + 1) * rows)]
    }

    private mutating func dropIrrelevant() {
        for (item, rule) in plan.rules {
            for row in 0..<rows where !rule.holds({ columns[$0 * rows + row] }) {
                let place = item * rows + row
                if columns[place] != AnswerCode.notAnswered { figures.droppedAnswers += 1 }
                columns[place] = AnswerCode.notRelevant
            }
        }
    }

    /// Counts the answers to an item; two counters per byte keep equal neighbors apart, which
    /// would otherwise wait for each other in memory.
    private mutating func count(_ item: Int) {
        var even = [UInt32](repeating: 0, count: ScoringPlan.tableSize)
        var odd = even
        var isOdd = false
        for byte in column(item) {
            if isOdd { odd[Int(byte)] += 1 } else { even[Int(byte)] += 1 }
            isOdd.toggle()
        }
        let options = plan.questionnaire.items[item].options.count
        var known = Int(even[254] + odd[254] + even[255] + odd[255])
        for option in 0..<options {
            let count = even[option] + odd[option]
            figures.counts[plan.countOffsets[item] + option] = count
            known += Int(count)
        }
        if known != rows { figures.hasUnknownCode = true }
    }

    private mutating func straightLines() {
        guard plan.questionnaire.items.count >= ScoringPlan.straightLineAnswersMinimum else {
            return
        }
        for row in 0..<rows {
            first[row] = 255
            answered[row] = 0
            differs[row] = false
        }
        for item in plan.questionnaire.items.indices {
            let base = item * rows
            let table = item * ScoringPlan.tableSize
            for row in 0..<rows {
                let position = plan.positions[table + Int(columns[base + row])]
                guard position != 255 else { continue }
                if first[row] == 255 { first[row] = position }
                if first[row] != position { differs[row] = true }
                answered[row] += 1
            }
        }
        let minimum = UInt16(ScoringPlan.straightLineAnswersMinimum)
        for row in 0..<rows where !differs[row] && answered[row] >= minimum {
            figures.straightLined += 1
        }
    }

    /// Computes a node and everything below it; its scores end up in the sums of its level.
    private mutating func evaluate(_ index: Int) {
        let node = plan.questionnaire.nodes[index]
        levels[node.level].begin(rows, node.combine)
        if node.isLeaf {
            for item in node.items {
                let bytes = columns[(item * rows)..<((item + 1) * rows)]
                levels[node.level].add(bytes, plan.itemTables[item], node.combine)
            }
        }
        for child in node.children {
            evaluate(child)
            let weight = plan.questionnaire.nodes[child].weight
            let below = levels[node.level + 1]
            levels[node.level].add(below, rows, weight, node.combine)
        }
        levels[node.level].finish(rows, node)
        figures.moments[index] = levels[node.level].moments(rows)
    }

    /// The mean of each row's scored items with a balance tag.
    private mutating func balance(_ tag: Int) {
        guard !plan.tagged[tag].isEmpty else { return }
        levels[0].begin(rows, .mean)
        for item in plan.tagged[tag] {
            let base = item * rows
            let table = item * ScoringPlan.tableSize
            for row in 0..<rows {
                let entry = table + Int(columns[base + row])
                levels[0].parts[row] += plan.scores[entry] * plan.valid[entry]
                levels[0].valid[row] += plan.valid[entry]
            }
        }
        for row in 0..<rows where levels[0].valid[row] > 0 {
            levels[0].parts[row] /= levels[0].valid[row]
            levels[0].valid[row] = 1
        }
        figures.moments[plan.nodeCount + tag] = levels[0].moments(rows)
    }

    /// The moments that α needs, over the rows with a score for every item of a category.
    private mutating func reliability(_ index: Int) {
        let items = plan.questionnaire.nodes[categories[index]].items
        guard items.count > 1 else { return }
        levels[0].begin(rows, .mean)
        for row in 0..<rows { levels[0].valid[row] = 1 }
        for item in items {
            let base = item * rows
            let table = item * ScoringPlan.tableSize
            for row in 0..<rows {
                let entry = table + Int(columns[base + row])
                levels[0].valid[row] *= plan.valid[entry]
                levels[0].parts[row] += plan.scores[entry]
            }
        }
        for row in 0..<rows where levels[0].valid[row] == 0 { levels[0].parts[row] = 0 }
        figures.reliability[index].total = levels[0].moments(rows)
        for (place, item) in items.enumerated() {
            let base = item * rows
            let table = item * ScoringPlan.tableSize
            for row in 0..<rows {
                let entry = table + Int(columns[base + row])
                levels[0].parts[row] = plan.scores[entry] * levels[0].valid[row]
            }
            figures.reliability[index].items[place] = levels[0].moments(rows)
        }
    }
}
