/// One thing that is wrong with a questionnaire.
public struct QuestionnaireFault: Error, Sendable, Hashable {
    /// What kind of fault this is; stable, for programs.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case wrongKind = "wrong-kind"
        case missingMember = "missing-member"
        case unknownMember = "unknown-member"
        case duplicateMember = "duplicate-member"
        case unknownFormat = "unknown-format"
        case malformedIdentifier = "malformed-identifier"
        case duplicateIdentifier = "duplicate-identifier"
        case reservedIdentifier = "reserved-identifier"
        case missingLanguage = "missing-language"
        case unknownLanguage = "unknown-language"
        case emptyText = "empty-text"
        case outOfRange = "out-of-range"
        case limitExceeded = "limit-exceeded"
        case duplicateCode = "duplicate-code"
        case tooFewValues = "too-few-values"
        case unknownWord = "unknown-word"
        case unknownScale = "unknown-scale"
        case bothOrNeither = "both-or-neither"
        case unknownItem = "unknown-item"
        case unknownCode = "unknown-code"
        case levelNames = "level-names"
    }

    /// What kind of fault this is.
    public let code: Code
    /// The member concerned, such as `tree.children[0].id`.
    public let path: String
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let hint: String
    /// Where in the file, when known.
    public let position: DocumentPosition?

    /// A line for people: place, member, what is wrong and what to do.
    public var description: String {
        let place = position.map { "line \($0.line), column \($0.column): " } ?? ""
        let member = path.isEmpty ? "" : "\(path): "
        return "\(place)\(member)\(message); \(hint)"
    }
}
