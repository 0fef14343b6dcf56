/// One thing that is wrong with a roster.
public struct RosterFault: Error, Sendable, Hashable {
    /// What kind of fault this is; stable, for programs.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case malformedIdentifier = "malformed-identifier"
        case duplicateOrganization = "duplicate-organization"
        case emptyName = "empty-name"
        case controlCharacter = "control-character"
        case unknownParent = "unknown-parent"
        case parentCycle = "parent-cycle"
        case outOfRange = "out-of-range"
        case limitExceeded = "limit-exceeded"
    }

    /// What kind of fault this is.
    public let code: Code
    /// The organization's place in the list that was given, from 0.
    public let index: Int
    /// The column concerned, such as `parent`.
    public let column: String
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let hint: String
}
