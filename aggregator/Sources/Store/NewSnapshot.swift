import Foundation
import SurveyProtocol

/// A frozen result to be kept.
struct NewSnapshot: Codable, Equatable, Sendable {
    /// The store's key of the round.
    var round: Int64
    /// The round's id.
    var roundID: String
    /// The SHA-256 of the snapshot's bytes.
    var digest: Digest
    /// Everything up to this place in the order of arrival was taken into account.
    var sequence: Int64
    /// The digests of what it was made from, as JSON.
    var inputs: String
    /// The snapshot's bytes, as one gzip member.
    var figures: Data
}
