import Foundation

/// A snapshot to be published.
struct NewPublication: Codable, Equatable, Sendable {
    /// The round's id.
    var round: String
    /// The snapshot's number.
    var snapshot: Int
    /// The snapshots of the round that were published when the objections were looked for.
    var after: [Int]
    /// Why it is published in spite of objections; empty when there are none.
    var acknowledged: String
}
