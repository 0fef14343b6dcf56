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
        var places: [RespondentSet: Int] = [:]
        for (place, set) in earlier.sets.enumerated() { places[set] = place }
        var changes: [SmallChange] = []
        for (place, set) in sets.enumerated() {
            guard let before = places[set] else { continue }
            for (index, node) in questionnaire.nodes.enumerated() {
                guard let other = earlier.questionnaire.nodeIndex(of: node.id),
                    let new = cell(node: index, set: place).figures,
                    let old = earlier.cell(node: other, set: before).figures
                else { continue }
                if new != old, abs(new.n - old.n) < minimum {
                    changes.append(SmallChange(row: node.id, set: set))
                }
            }
            for (index, item) in questionnaire.items.enumerated() {
                guard let other = earlier.questionnaire.itemIndex(of: item.id),
                    let new = self.item(index, set: place).figures,
                    let old = earlier.item(other, set: before).figures
                else { continue }
                if new != old, abs(new.n - old.n) < minimum {
                    changes.append(SmallChange(row: item.id, set: set))
                }
            }
        }
        return changes
    }
}
