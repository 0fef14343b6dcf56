/// The organizations of a round, checked and in the order of their ids.
public struct Roster: Sendable, Equatable {
    /// The organizations in the order of their ids.
    public let organizations: [RosterOrganization]

    /// Checks the organizations of a roster; throws everything that is wrong with them.
    public init(_ organizations: [RosterOrganization]) throws(RosterFaults) {
        let faults = RosterCheck.faults(of: organizations)
        guard faults.isEmpty else { throw RosterFaults(faults: faults) }
        self.organizations = organizations.sorted { TextOrder.precedes($0.id, $1.id) }
    }

    /// The roster as a document; its canonical JSON is what a digest is taken of.
    public func document() -> DocumentNode {
        .map([("organizations", .list(organizations.map { $0.document() }))])
    }

    /// The index in `organizations` of the one with an id.
    public func index(of id: String) -> Int? {
        var range = 0..<organizations.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if organizations[middle].id == id { return middle }
            if TextOrder.precedes(organizations[middle].id, id) {
                range = (middle + 1)..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return nil
    }
}
