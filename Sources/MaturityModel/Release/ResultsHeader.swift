/// Which snapshot released results come from.
public struct ResultsHeader: Sendable, Equatable {
    /// The round's id.
    public let round: String
    /// The snapshot's number within the round.
    public let snapshot: Int
    /// The digest of the snapshot's bytes, as `sha256:…`.
    public let digest: String
    /// The digests of what it was computed from.
    public let inputs: InputDigests

    /// Which snapshot released results come from.
    public init(round: String, snapshot: Int, digest: String, inputs: InputDigests) {
        self.round = round
        self.snapshot = snapshot
        self.digest = digest
        self.inputs = inputs
    }
}
