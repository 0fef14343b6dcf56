import SurveyProtocol

/// The newest response of each respondent in a round, by token; read once from the spool.
struct KnownResponses {
    private(set) var byToken: [String: KnownResponse] = [:]
    /// Files that were found altered and are in quarantine now.
    private(set) var quarantined = 0

    /// Nothing yet.
    init() {}

    /// Times that the spool is looked through for what a sync moved meanwhile.
    private static let looksMaximum = 1_000

    /// What the spool holds of a round.
    ///
    /// A response that is moved while others are read is looked for again: whoever took its
    /// respondent for a new one would collect the answers twice.
    init(_ round: String, in spool: Spool) throws(DiskFault) {
        var parser = ResponseParser()
        var seen: Set<Digest> = []
        for _ in 0..<Self.looksMaximum {
            var isWhole = true
            for entry in try spool.sealedEntries(round) where !seen.contains(entry.digest) {
                switch try spool.read(entry) {
                case .intact(let bytes): take(entry, bytes, &parser)
                case .quarantined: quarantined += 1
                case .gone:
                    isWhole = false
                    continue
                }
                seen.insert(entry.digest)
            }
            if isWhole { return }
        }
        throw DiskFault(
            kind: .busy, path: "spool/\(round)",
            detail: "the responses change their places all the time")
    }

    /// Adds what was sealed now.
    mutating func take(_ token: String, _ known: KnownResponse) {
        byToken[token] = byToken[token].map { $0.merged(with: known) } ?? known
    }

    private mutating func take(
        _ entry: SpoolEntry, _ bytes: [UInt8], _ parser: inout ResponseParser
    ) {
        guard (try? parser.parse(bytes.span)) != nil else { return }
        guard let token = parser.fields.respondent?.text(in: bytes.span) else { return }
        take(
            token,
            KnownResponse(
                id: entry.id, revision: entry.revision,
                base: entry.state == .refused ? nil : entry.digest,
                fingerprint: AnswerFingerprint.of(parser.fields, in: bytes),
                unit: parser.fields.unit?.text(in: bytes.span), entry: entry))
    }
}
