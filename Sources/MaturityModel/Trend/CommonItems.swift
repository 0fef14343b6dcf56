/// What two questionnaires have in common.
struct CommonItems {
    /// The items' indices in the earlier and the later questionnaire, in the later one's order.
    let pairs: [(earlier: Int, later: Int)]
    /// Items that cannot be compared: those of the later questionnaire, then those removed.
    let breaks: [TrendBreak]
    /// Nodes with the same items in both, by id.
    let unbroken: Set<String>

    init(_ earlier: Questionnaire, _ later: Questionnaire) {
        var pairs: [(earlier: Int, later: Int)] = []
        var breaks: [TrendBreak] = []
        for (index, item) in later.items.enumerated() {
            if let other = earlier.itemIndex(of: item.id) {
                if let reason = Self.difference(earlier.items[other], item) {
                    breaks.append(TrendBreak(item: item.id, reason: reason))
                } else {
                    pairs.append((other, index))
                }
            } else {
                breaks.append(TrendBreak(item: item.id, reason: .added))
            }
        }
        for item in earlier.items where later.itemIndex(of: item.id) == nil {
            breaks.append(TrendBreak(item: item.id, reason: .removed))
        }
        self.pairs = pairs
        self.breaks = breaks
        let broken = Set(breaks.map(\.item))
        func ids(_ questionnaire: Questionnaire, _ node: MaturityNode) -> Set<String> {
            Set(node.items.map { questionnaire.items[$0].id })
        }
        unbroken = Set(
            later.nodes.filter { node in
                guard let other = earlier.nodeIndex(of: node.id) else { return false }
                let items = ids(later, node)
                return items == ids(earlier, earlier.nodes[other]) && items.isDisjoint(with: broken)
            }.map(\.id))
    }

    private static func difference(_ earlier: Item, _ later: Item) -> TrendBreak.Reason? {
        if earlier.meaningVersion != later.meaningVersion { return .meaning }
        func meanings(_ item: Item) -> [String: AnswerMeaning] {
            Dictionary(uniqueKeysWithValues: item.options.map { ($0.code, $0.meaning) })
        }
        let same = meanings(earlier) == meanings(later) && earlier.reverse == later.reverse
        return same ? nil : .options
    }
}
