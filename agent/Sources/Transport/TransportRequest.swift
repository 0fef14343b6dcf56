import SurveyProtocol

/// One request to the server.
struct TransportRequest: Hashable, Sendable {
    /// One header field.
    struct Field: Hashable, Sendable {
        /// The name in its usual spelling.
        let name: String
        /// The value, without line breaks.
        let value: String
    }

    /// The path below the server's address, beginning with a slash.
    let path: String
    /// The body as it is sent; nil makes the request a GET.
    let body: [UInt8]?
    /// Header fields beside those that every request has.
    private(set) var fields: [Field] = []
    /// The most bytes of an answer that are read; more is a fault.
    var replyBytesMaximum = Limits.messageBytesMaximum

    /// A GET without a body.
    init(get path: String) {
        self.path = path
        body = nil
    }

    /// A POST with a body of the given media type.
    init(post path: String, mediaType: String, body: [UInt8]) {
        self.path = path
        self.body = body
        set("Content-Type", to: mediaType)
    }

    /// Adds or replaces a header field.
    mutating func set(_ name: String, to value: String) {
        fields.removeAll { $0.name == name }
        fields.append(Field(name: name, value: value))
    }

    /// The value of a header field.
    func value(of name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}
