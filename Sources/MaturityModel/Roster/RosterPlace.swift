/// Where an organization belongs in a roster.
public struct RosterPlace: Sendable, Hashable {
    /// Its sector, if it has one.
    public let sector: String?
    /// The organization it belongs to, if any.
    public let parent: String?

    /// Where an organization belongs.
    public init(sector: String? = nil, parent: String? = nil) {
        self.sector = sector
        self.parent = parent
    }
}
