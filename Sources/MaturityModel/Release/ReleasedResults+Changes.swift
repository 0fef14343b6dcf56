extension ReleasedResults {
    /// The cells that stand against publishing these results after earlier ones (rule 6).
    ///
    /// A cell shown in both may change only together with at least the minimum number of
    /// respondents: from the difference of two published figures one could otherwise work out
    /// what a few people answered. A figure that changed while n stayed the same counts as
    /// changed by too few, because a revised answer does not show in n.
    public func smallChanges(since earlier: ReleasedResults) -> [SmallChange] {
        guard protects else { return [] }
        let minimum = results.settings.minimumRespondents
        let nodes = questionnaire.nodes.map { earlier.questionnaire.nodeIndex(of: $0.id) }
        let items = questionnaire.items.map { earlier.questionnaire.itemIndex(of: $0.id) }
        var changes: [SmallChange] = []
        for (place, set) in sets.enumerated() {
            guard let before = earlier.setIndex(of: set) else { continue }
            for (index, other) in nodes.enumerated() {
                guard let other, let new = cell(node: index, set: place).figures,
                    let old = earlier.cell(node: other, set: before).figures
                else { continue }
                if new != old, abs(new.n - old.n) < minimum {
                    changes.append(SmallChange(row: questionnaire.nodes[index].id, set: set))
                }
            }
            for (index, other) in items.enumerated() {
                guard let other, let new = item(index, set: place).figures,
                    let old = earlier.item(other, set: before).figures
                else { continue }
                if new != old, abs(new.n - old.n) < minimum {
                    changes.append(SmallChange(row: questionnaire.items[index].id, set: set))
                }
            }
        }
        return changes
    }
}
