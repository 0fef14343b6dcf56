import Foundation

/// The definition's sections 2 and 3 in the plainest words, for one respondent at a time.
struct TwinScoring {
    enum Outcome: Equatable {
        case score(Double)
        case missing
        case notApplicable

        var score: Double? {
            if case .score(let score) = self { score } else { nil }
        }
    }

    let plain: PlainCase

    /// The answers that count: those to relevant items.
    func effective(_ row: [Int?]) -> (answers: [Int?], relevant: [Bool]) {
        var answers = row
        var relevant: [Bool] = []
        for (index, item) in plain.items.enumerated() {
            guard let condition = item.condition else {
                relevant.append(true)
                continue
            }
            var holds = false
            if let answer = answers[condition.item] { holds = condition.options.contains(answer) }
            if condition.negated { holds.toggle() }
            relevant.append(holds)
            if !holds { answers[index] = nil }
        }
        return (answers, relevant)
    }

    func item(_ index: Int, _ answers: [Int?], _ relevant: [Bool]) -> Outcome {
        if !relevant[index] { return .notApplicable }
        guard let option = answers[index] else { return .missing }
        let item = plain.items[index]
        if let special = item.specials[option] {
            switch plain.policy[special] {
            case "zero": return .score(0)
            case "full": return .score(100)
            default: return special == "not-applicable" ? .notApplicable : .missing
            }
        }
        let values = item.values.compactMap { $0 }
        guard let value = item.values[option], let low = values.min(), let high = values.max()
        else { return .missing }
        let score = 100 * (value - low) / (high - low)
        return .score(item.reverse ? 100 - score : score)
    }

    func node(_ node: PlainNode, _ answers: [Int?], _ relevant: [Bool]) -> Outcome {
        var parts: [(weight: Double, outcome: Outcome)] = []
        for child in node.children {
            parts.append((child.weight, self.node(child, answers, relevant)))
        }
        for index in node.items {
            parts.append((plain.items[index].weight, item(index, answers, relevant)))
        }
        let applicable = parts.filter { $0.outcome != .notApplicable }
        if applicable.isEmpty { return .notApplicable }
        let valid = applicable.compactMap { part in
            part.outcome.score.map { (weight: part.weight, score: $0) }
        }
        let weight = valid.map(\.weight).reduce(0, +)
        let share = weight / applicable.map(\.weight).reduce(0, +)
        let minimum = node.share ?? (node.level == 0 ? 1 : 0.5)
        if valid.isEmpty || share < minimum { return .missing }
        switch node.combine {
        case "geometric":
            if valid.contains(where: { $0.score == 0 }) { return .score(0) }
            let logs = valid.map { $0.weight * log($0.score) }.reduce(0, +)
            return .score(exp(logs / weight))
        case "minimum":
            return .score(valid.map(\.score).min() ?? 0)
        default:
            return .score(valid.map { $0.weight * $0.score }.reduce(0, +) / weight)
        }
    }
}
