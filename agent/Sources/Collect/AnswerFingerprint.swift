import SurveyProtocol

/// Tells whether two responses say the same, whatever their ids, revisions and times.
enum AnswerFingerprint {
    /// The fingerprint of a response that is not sealed.
    static func of(_ response: Response) -> Digest {
        var bytes: [UInt8] = []
        append(response.unit, to: &bytes)
        for answers in [response.background, response.answers] {
            for answer in answers {
                bytes += Array(answer.item.utf8) + [0] + Array(answer.code.utf8) + [0]
            }
            bytes.append(1)
        }
        return Digest.of(bytes)
    }

    /// The fingerprint of a sealed response.
    static func of(_ fields: ResponseFields, in line: [UInt8]) -> Digest {
        let span = line.span
        var bytes: [UInt8] = []
        append(fields.unit?.text(in: span), to: &bytes)
        for answers in [fields.background, fields.answers] {
            for answer in answers {
                bytes += line[answer.item.range]
                bytes.append(0)
                bytes += line[answer.code.range]
                bytes.append(0)
            }
            bytes.append(1)
        }
        return Digest.of(bytes)
    }

    private static func append(_ unit: String?, to bytes: inout [UInt8]) {
        if let unit { bytes += [2] + Array(unit.utf8) }
        bytes.append(0)
    }
}
