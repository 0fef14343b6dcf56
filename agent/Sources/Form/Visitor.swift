import SurveyProtocol

/// Who sits at the other end of a request, and what the person may see.
enum Visitor: Hashable, Sendable {
    /// The coordinator, at this computer.
    case coordinator
    /// A respondent with a link or code: the round and the invitation's number.
    case respondent(round: String, number: Int)
    /// Whoever comes to a shared computer: the round and the draft that is open there.
    case kiosk(round: String, draft: String?)

    /// The visitor as the cookie holds it.
    var text: String {
        switch self {
        case .coordinator: "c"
        case .respondent(let round, let number): "r/\(round)/\(number)"
        case .kiosk(let round, let draft): "k/\(round)/\(draft ?? "")"
        }
    }

    /// The visitor that a text stands for.
    init?(_ text: some StringProtocol) {
        let parts = String(text)
            .split(separator: "/" as Character, omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("c", 1): self = .coordinator
        case ("r", 3):
            guard Identifier.isValid(parts[1]), let number = Int(parts[2]) else { return nil }
            self = .respondent(round: parts[1], number: number)
        case ("k", 3):
            guard Identifier.isValid(parts[1]) else { return nil }
            self = .kiosk(round: parts[1], draft: parts[2].isEmpty ? nil : parts[2])
        default: return nil
        }
    }
}
