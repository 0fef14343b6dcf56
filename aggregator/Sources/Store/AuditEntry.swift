import SurveyProtocol

/// One act in the audit log; each holds the digest of everything before it.
struct AuditEntry: Encodable, Equatable, Sendable {
    /// Its place; the first is 1 and none is left out.
    let sequence: Int64
    /// When, by the aggregator's clock.
    let moment: Timestamp
    /// Who, as `Performer` names them.
    let performer: String
    /// What was done.
    let action: String
    /// To which thing.
    let object: String
    /// Anything more; never an answer or a secret.
    let detail: String
    /// The SHA-256 of the digest before it and of this entry.
    let digest: Digest

    /// What stands where the first entry looks for a digest before it.
    static let beginning = Digest(words: (0, 0, 0, 0))

    /// A new entry after the one with a digest.
    init(
        sequence: Int64, moment: Timestamp, performer: String,
        act: (action: String, object: String, detail: String), after previous: Digest
    ) {
        self.sequence = sequence
        self.moment = moment
        self.performer = performer
        (action, object, detail) = act
        digest = Self.digest(
            after: previous,
            fields: (["\(sequence)", "\(moment.milliseconds)", performer] + [
                action, object, detail,
            ]))
    }

    /// An entry as it was kept, whether it fits or not.
    init(
        kept sequence: Int64, moment: Timestamp, performer: String,
        act: (action: String, object: String, detail: String), digest: Digest
    ) {
        self.sequence = sequence
        self.moment = moment
        self.performer = performer
        (action, object, detail) = act
        self.digest = digest
    }

    /// Whether it is what was written after the entry with a digest.
    func follows(_ previous: Digest) -> Bool {
        AuditEntry(
            sequence: sequence, moment: moment, performer: performer,
            act: (action, object, detail), after: previous
        ).digest == digest
    }

    /// The SHA-256 of 32 bytes and a JSON array of texts.
    private static func digest(after previous: Digest, fields: [String]) -> Digest {
        var bytes = previous.bytes
        bytes.append(0x5B)
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            JSONText.append(field, to: &bytes)
        }
        bytes.append(0x5D)
        return Digest.sha256(of: bytes)
    }

    private enum CodingKeys: CodingKey {
        case sequence, moment, performer, action, object, detail, digest
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sequence, forKey: .sequence)
        try container.encode(moment.text, forKey: .moment)
        try container.encode(performer, forKey: .performer)
        try container.encode(action, forKey: .action)
        try container.encode(object, forKey: .object)
        try container.encode(detail, forKey: .detail)
        try container.encode(digest.description, forKey: .digest)
    }
}
