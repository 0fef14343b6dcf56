/// What came back for a request.
struct TransportReply: Hashable, Sendable {
    /// The HTTP status.
    var status: Int
    /// The body, at most as many bytes as the request allowed.
    var body: [UInt8]
    /// Header fields, names in lowercase; of a repeated field the last.
    var headers: [String: String]
    /// Seconds from the start of the request to the end of the answer.
    var seconds: Double

    /// An answer.
    init(
        status: Int, body: [UInt8] = [], headers: [String: String] = [:], seconds: Double = 0
    ) {
        self.status = status
        self.body = body
        self.headers = headers
        self.seconds = seconds
    }

    /// The media type without parameters, in lowercase.
    var mediaType: String {
        let field = headers["content-type"] ?? ""
        let type = field.prefix { $0 != ";" }.filter { $0 != " " }
        return type.lowercased()
    }

    /// The seconds that `Retry-After` asks for.
    ///
    /// A date counts from the answer's own `Date`, since the clock here may be wrong.
    var retryAfterSeconds: Double? {
        guard let text = headers["retry-after"] else { return nil }
        if let seconds = Int(text) { return seconds < 0 ? nil : Double(seconds) }
        guard let end = HTTPDate.seconds(text),
            let now = headers["date"].flatMap({ HTTPDate.seconds($0) })
        else { return nil }
        return max(0, end - now)
    }
}
