/// How large an organization is.
public struct RosterSize: Sendable, Hashable {
    /// How many people were invited, when known.
    public let invited: Int?
    /// How many people work there, when known.
    public let employees: Int?

    /// How large an organization is.
    public init(invited: Int? = nil, employees: Int? = nil) {
        self.invited = invited
        self.employees = employees
    }
}
