import SurveyProtocol

/// Decides what becomes of a response, from what is stored under its id.
///
/// A pure function: the store asks it inside the transaction and carries out the answer.
enum VerdictRule {
    /// A revision that is stored under the same id.
    struct Known: Equatable, Sendable {
        /// Its revision.
        let revision: Int
        /// The SHA-256 of its bytes.
        let digest: Digest
        /// The roster's key of the organization it belongs to.
        let organization: Int64
        /// Its place in the order of arrival.
        let sequence: Int64
        /// When it was stored.
        let received: Timestamp

        /// A stored revision.
        init(
            revision: Int, digest: Digest, organization: Int64, sequence: Int64, received: Timestamp
        ) {
            self.revision = revision
            self.digest = digest
            self.organization = organization
            self.sequence = sequence
            self.received = received
        }
    }

    /// What the store must do.
    enum Decision: Equatable, Sendable {
        /// Store it; it is the newest revision.
        case accept
        /// Store it beside the newer revision that is there.
        case acceptOlder
        /// Nothing: these bytes are stored, at this place.
        case same(sequence: Int64, received: Timestamp)
        /// Keep it apart for a person.
        case quarantine(Problem)
    }

    /// Decides about a response that the checks before the store let through.
    ///
    /// - Parameters:
    ///   - incoming: the response.
    ///   - organization: the roster's key of the sender's organization.
    ///   - known: every revision stored under the same id.
    static func decide(
        _ incoming: Incoming, organization: Int64, known: [Known]
    ) -> Decision {
        let same = known.filter { $0.revision == incoming.revision }
        // A person may have let a second version count, so there can be several.
        for stored in same
        where stored.digest == incoming.digest && stored.organization == organization {
            return .same(sequence: stored.sequence, received: stored.received)
        }
        if let stored = same.first {
            return .quarantine(
                Problem(
                    .bytesConflict,
                    "revision \(incoming.revision) is stored with the digest \(stored.digest)"))
        }
        if known.contains(where: { $0.organization != organization }) {
            return .quarantine(
                Problem(.bytesConflict, "the id is stored for another round or organization"))
        }
        let below = known.filter { $0.revision == incoming.revision - 1 }
        if let previous = below.first, !below.contains(where: { $0.digest == incoming.replaces }) {
            return .quarantine(
                Problem(
                    .revisionConflict,
                    "revision \(previous.revision) is stored with the digest \(previous.digest)"))
        }
        return known.contains { $0.revision > incoming.revision } ? .acceptOlder : .accept
    }
}
