/// An organization of a round: a department, a company or the like.
public struct RosterOrganization: Sendable, Hashable, Codable {
    /// Unique in the roster.
    public let id: String
    /// What people call it.
    public let name: String
    /// What it is, such as `department` or `company`.
    public let kind: String
    /// Its sector, if it has one.
    public let sector: String?
    /// The organization it belongs to, if any.
    public let parent: String?
    /// How many people were invited, when known.
    public let invited: Int?
    /// How many people work there, when known.
    public let employees: Int?

    /// An organization; `Roster` checks it.
    public init(
        _ id: String, name: String, kind: String, in place: RosterPlace = RosterPlace(),
        size: RosterSize = RosterSize()
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.sector = place.sector
        self.parent = place.parent
        self.invited = size.invited
        self.employees = size.employees
    }

    func document() -> DocumentNode {
        .map([
            ("id", .text(id)), ("name", .text(name)), ("kind", .text(kind)),
            ("sector", sector.map { .text($0) }), ("parent", parent.map { .text($0) }),
            ("invited", invited.map { .number(Double($0)) }),
            ("employees", employees.map { .number(Double($0)) }),
        ])
    }
}
