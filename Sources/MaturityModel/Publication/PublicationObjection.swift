/// Why a snapshot should not be published after those that were published before.
public struct PublicationObjection: Sendable, Hashable {
    /// What a reader of both could work out.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// What fewer respondents than the minimum answered: the difference of two figures.
        case smallChange = "small-change"
        /// The figure of a hidden organization or unit, from all snapshots together.
        case revealed
        /// Nobody can tell: the roster was corrected meanwhile, so sets are not the same.
        case otherRoster = "other-roster"
    }

    /// What a reader could work out.
    public let reason: Reason
    /// The id of the node or item, or a balance tag.
    public let row: String
    /// The respondents: those of the shown cell that changed, or the hidden ones.
    public let set: RespondentSet
}
