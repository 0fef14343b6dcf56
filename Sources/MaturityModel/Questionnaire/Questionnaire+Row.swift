extension Questionnaire {
    /// Which items are relevant to a respondent, given an `AnswerCode` for every item.
    ///
    /// An answer to an item that is not relevant does not count for later conditions either.
    public func relevance(of row: [UInt8]) -> [Bool] {
        var effective = row
        return items.indices.map { index in
            guard let condition = items[index].relevantWhen else { return true }
            let holds = RelevanceRule(condition, in: self).holds { effective[$0] }
            if !holds { effective[index] = AnswerCode.notAnswered }
            return holds
        }
    }

    /// Indices of the items a response must still answer to be complete.
    public func missingRequired(in row: [UInt8]) -> [Int] {
        let relevant = relevance(of: row)
        return items.indices.filter { index in
            items[index].required && relevant[index] && row[index] == AnswerCode.notAnswered
        }
    }
}
