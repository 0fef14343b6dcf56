/// Counts *don't know* answers and all answers below a node.
struct DontKnowCounter {
    private let nodes: [Range<Int>]
    private let offsets: [Int]
    private let isDontKnow: [Bool]

    init(_ results: Results) {
        nodes = results.questionnaire.nodes.map(\.items)
        var offsets: [Int] = []
        var isDontKnow: [Bool] = []
        for item in results.questionnaire.items {
            offsets.append(isDontKnow.count)
            isDontKnow += item.options.map { $0.special == .dontKnow }
        }
        self.offsets = offsets + [isDontKnow.count]
        self.isDontKnow = isDontKnow
    }

    func sums(_ counts: [UInt32], _ node: Int) -> (dontKnow: Int, answers: Int) {
        var dontKnow = 0
        var answers = 0
        let items = nodes[node]
        for place in offsets[items.lowerBound]..<offsets[items.upperBound] {
            answers += Int(counts[place])
            if isDontKnow[place] { dontKnow += Int(counts[place]) }
        }
        return (dontKnow, answers)
    }
}
