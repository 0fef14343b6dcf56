import Pages

/// A request as the form sees it: read completely, within the limits.
struct FormRequest: Sendable {
    /// Which of the agent's doors it came through.
    enum Door: Sendable {
        /// This computer's own, on the loopback interface.
        case own
        /// The department's network, for respondents only.
        case network
    }

    /// Bytes of a request's body; an import is the largest.
    static let bodyBytesMaximum = 8 * 1_048_576
    /// Bytes of a request's target.
    static let targetBytesMaximum = 2_048

    let door: Door
    let method: String
    /// The path and query as they were sent.
    let target: String
    /// The headers that the form looks at, by lowercased name.
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    /// The segments of the path, decoded; nil when one of them is no text.
    var path: [String]? {
        var segments: [String] = []
        for part in target.prefix(while: { $0 != "?" }).split(separator: "/") {
            guard let segment = FormFields.decoded(part.utf8, plusIsSpace: false) else {
                return nil
            }
            segments.append(segment)
        }
        return segments
    }

    /// The path as it was sent, without the query.
    var plainPath: String { String(target.prefix { $0 != "?" }) }

    /// The fields of the query.
    var query: FormFields {
        FormFields(encoded: target.drop { $0 != "?" }.dropFirst().utf8)
    }

    /// The fields of the body; none unless it is a form.
    var fields: FormFields {
        let type = headers["content-type"] ?? ""
        if type.hasPrefix("application/x-www-form-urlencoded") { return FormFields(encoded: body) }
        if type.hasPrefix("multipart/form-data") { return FormFields(multipart: body, type: type) }
        return FormFields()
    }

    /// The value of a cookie.
    func cookie(_ name: String) -> String? {
        for pair in (headers["cookie"] ?? "").split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, String(parts[0]).trimmed == name else { continue }
            return String(parts[1]).trimmed
        }
        return nil
    }
}
