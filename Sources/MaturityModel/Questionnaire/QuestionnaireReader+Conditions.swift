extension QuestionnaireReader {
    /// Reads a condition; it may only name items that were read before.
    mutating func condition(_ place: Place, depth: Int) -> Condition? {
        guard depth <= QuestionnaireLimits.conditionDepthMaximum else {
            report(
                .limitExceeded, place, "conditions are nested too deeply",
                "nest at most \(QuestionnaireLimits.conditionDepthMaximum)")
            return nil
        }
        guard
            let members = members(of: place, known: ["item", "equals", "in", "and", "or", "not"])
        else { return nil }
        let names = members.byName.keys.sorted(by: TextOrder.precedes)
        switch names {
        case ["equals", "item"], ["in", "item"]: return answer(members)
        case ["and"]: return conditions(members, "and", depth).map { .and($0) }
        case ["or"]: return conditions(members, "or", depth).map { .or($0) }
        case ["not"]:
            return members["not"].flatMap { condition($0, depth: depth + 1) }.map { .not($0) }
        default:
            report(
                .bothOrNeither, place, "it is no condition",
                "write `item` with `equals` or `in`, or one of `and`, `or`, `not`")
            return nil
        }
    }

    private mutating func conditions(
        _ members: Members, _ name: String, _ depth: Int
    ) -> [Condition]? {
        guard let place = members[name], let entries = list(place) else { return nil }
        checkCount(entries.count, 1...QuestionnaireLimits.conditionPartsMaximum, "parts", place)
        let parts = entries.compactMap { condition($0, depth: depth + 1) }
        return parts.count == entries.count ? parts : nil
    }

    private mutating func answer(_ members: Members) -> Condition? {
        guard let place = members["item"], let id = identifier(place) else { return nil }
        guard let index = itemIndex[id] else {
            report(
                .unknownItem, place, "no earlier item is called `\(id)`",
                "name an item that comes before this one in the tree")
            return nil
        }
        var entries: [Place] = []
        if let equals = members["equals"] { entries = [equals] }
        if let list = members["in"] {
            entries = self.list(list) ?? []
            checkCount(
                entries.count, 1...QuestionnaireLimits.conditionPartsMaximum, "codes", list)
        }
        var codes: [String] = []
        for entry in entries {
            guard let code = text(entry) else { continue }
            if items[index].optionIndex(ofCode: code) == nil, !faultyItems.contains(id) {
                report(
                    .unknownCode, entry, "`\(id)` has no option `\(code)`",
                    "name a code of its options")
            } else if codes.contains(code) {
                report(.duplicateCode, entry, "`\(code)` is named twice", "name it once")
            }
            codes.append(code)
        }
        return .answer(item: id, codes: codes)
    }
}
