import SurveyProtocol

/// One line of a batch, read and checked against questionnaire and sender, ready to be stored.
struct Incoming: Sendable, Equatable {
    /// What the checks before the store decided.
    enum Standing: Sendable, Equatable {
        /// It may be stored and count.
        case sound
        /// It is kept, and a person decides.
        case quarantine(Problem)
        /// It can never be stored.
        case refused(Problem)
    }

    /// The response's id; nil when it could not be read.
    var id: ResponseID?
    /// The revision; 0 when it could not be read.
    var revision: Int
    /// The SHA-256 of the line's bytes.
    var digest: Digest
    /// The digest of the revision that this one replaces.
    var replaces: Digest?
    /// Where the sealed bytes lie in the batch.
    var bytes: Range<Int>
    /// Where the answers lie in the batch's `codes`, one byte an item.
    var codes: Range<Int>
    /// The unit's name.
    var unit: String?
    /// 16 bytes that are equal for equal respondent tokens.
    var respondent: [UInt8]?
    /// What the checks before the store decided.
    var standing: Standing

    /// A line of which nothing is known but its bytes.
    init(bytes: Range<Int>, digest: Digest, standing: Standing) {
        revision = 0
        self.digest = digest
        self.bytes = bytes
        codes = 0..<0
        self.standing = standing
    }
}
