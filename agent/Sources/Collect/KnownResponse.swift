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
    /// The part of the organization in the highest revision; nil without one.
    var unit: String?
    /// Where the highest revision is.
    let entry: SpoolEntry

    /// What this and another sealed revision of the same respondent come to together.
    func merged(with other: KnownResponse) -> KnownResponse {
        guard id == other.id else { return isAfter(other) ? self : other }
        let (newer, older) = revision > other.revision ? (self, other) : (other, self)
        return KnownResponse(
            id: id, revision: newer.revision, base: newer.base ?? older.base,
            fingerprint: newer.fingerprint, unit: newer.unit, entry: newer.entry)
    }

    /// A respondent has a second id only when everything under the first was refused: what was
    /// not refused counts, whatever the device's clock put into the ids.
    private func isAfter(_ other: KnownResponse) -> Bool {
        (base == nil) == (other.base == nil) ? id > other.id : base != nil
    }
}
