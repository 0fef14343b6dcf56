/// Everything that is wrong with a roster, in the order of its rows.
public struct RosterFaults: Error, Sendable, Equatable {
    /// The faults; never empty.
    public let faults: [RosterFault]
}
