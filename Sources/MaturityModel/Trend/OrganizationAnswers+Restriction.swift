extension OrganizationAnswers {
    /// An option index that no item has; aggregation reports it.
    private static let noOption: UInt8 = 253

    /// The answers to some items of a questionnaire, as option indices of other items that have
    /// the same option codes; answers to items that were not relevant are marked as such.
    func restricted(
        _ plan: ScoringPlan, to items: [(own: Int, other: Item)]
    ) -> OrganizationAnswers {
        let tables = items.map { pair in
            var table = [UInt8](repeating: Self.noOption, count: ScoringPlan.tableSize)
            for (index, option) in plan.questionnaire.items[pair.own].options.enumerated() {
                table[index] =
                    pair.other.optionIndex(ofCode: option.code).map { UInt8($0) }
                    ?? Self.noOption
            }
            table[Int(AnswerCode.notAnswered)] = AnswerCode.notAnswered
            table[Int(AnswerCode.notRelevant)] = AnswerCode.notRelevant
            return table
        }
        let columns = (0..<itemCount).map { Array(column($0)) }
        var restricted = OrganizationAnswers(itemCount: items.count)
        restricted.reserve(rows: count)
        for row in 0..<count {
            var answers = columns.map { $0[row] }
            for (item, rule) in plan.rules where !rule.holds({ answers[$0] }) {
                answers[item] = AnswerCode.notRelevant
            }
            let unit = unitOfRow[row]
            restricted.append(
                row: zip(items, tables).map { pair, table in table[Int(answers[pair.own])] },
                unit: unit < 0 ? nil : units[Int(unit)])
        }
        return restricted
    }
}
