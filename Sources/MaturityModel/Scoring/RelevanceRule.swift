/// A condition with items and codes resolved to indices.
indirect enum RelevanceRule: Sendable {
    case answer(item: Int, options: Set<UInt8>)
    case and([RelevanceRule])
    case or([RelevanceRule])
    case not(RelevanceRule)

    init(_ condition: Condition, in questionnaire: Questionnaire) {
        switch condition {
        case .answer(let id, let codes):
            let index = questionnaire.itemIndex(of: id) ?? 0
            let options = codes.compactMap { code in
                questionnaire.items[index].optionIndex(ofCode: code).map { UInt8($0) }
            }
            self = .answer(item: index, options: Set(options))
        case .and(let parts): self = .and(parts.map { RelevanceRule($0, in: questionnaire) })
        case .or(let parts): self = .or(parts.map { RelevanceRule($0, in: questionnaire) })
        case .not(let part): self = .not(RelevanceRule(part, in: questionnaire))
        }
    }

    /// Whether the condition holds, given the answer byte of any earlier item.
    func holds(_ answer: (Int) -> UInt8) -> Bool {
        switch self {
        case .answer(let item, let options): options.contains(answer(item))
        case .and(let parts): parts.allSatisfy { $0.holds(answer) }
        case .or(let parts): parts.contains { $0.holds(answer) }
        case .not(let part): !part.holds(answer)
        }
    }
}
