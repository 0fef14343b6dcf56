import SurveyProtocol

/// The identity of a set of responses: a SHA-256 over what was taken into account.
///
/// For every response, organizations and then responses in the order of their ids: the 16 bytes of
/// the id, the revision in eight bytes big-endian, and the 32 bytes of its digest.
struct ResponsesDigest {
    private var digest = RunningDigest()

    /// Adds the next responses: words whose bytes in memory are those to be hashed.
    mutating func add(_ identities: [UInt64]) {
        digest.add(identities)
    }

    /// The digest of all that was added.
    func finish() -> Digest { digest.finish() }
}
