import SurveyProtocol

/// What the spool holds of one respondent in a round.
struct KnownResponse: Hashable, Sendable {
    /// The response's id.
    let id: ResponseID
    /// The highest revision that was sealed.
    let revision: Int
    /// The digest of the highest revision that was not refused; nil when all were.
    let base: Digest?
    /// What the highest revision says.
    let fingerprint: Digest
    /// Where the highest revision is.
    let entry: SpoolEntry

    /// What this and another sealed revision of the same respondent come to together.
    func merged(with other: KnownResponse) -> KnownResponse {
        // After a refusal of the first revision the respondent has a second id: the newer counts.
        let (newer, older) =
            (id, revision) > (other.id, other.revision) ? (self, other) : (other, self)
        let base = newer.base ?? (older.id == newer.id ? older.base : nil)
        return KnownResponse(
            id: newer.id, revision: newer.revision, base: base, fingerprint: newer.fingerprint,
            entry: newer.entry)
    }
}
