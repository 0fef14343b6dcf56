import Pages

/// What the form answers.
struct FormReply: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    /// A reply with the headers that every reply has.
    init(_ status: Int, type: String, body: [UInt8]) {
        self.status = status
        self.body = body
        headers = Look.headers + [("content-type", type)]
    }

    /// A page.
    static func page(_ page: Page, status: Int = 200) -> FormReply {
        FormReply(status, type: "text/html; charset=utf-8", body: Array(page.html.source.utf8))
    }

    /// A part of a page, for a script.
    static func fragment(_ html: HTML) -> FormReply {
        FormReply(200, type: "text/html; charset=utf-8", body: Array(html.source.utf8))
    }

    /// A plain text.
    static func text(_ text: String, status: Int) -> FormReply {
        FormReply(status, type: "text/plain; charset=utf-8", body: Array("\(text)\n".utf8))
    }

    /// Go to another page of this site, with GET.
    static func goTo(_ path: String) -> FormReply {
        var reply = FormReply(303, type: "text/plain; charset=utf-8", body: [])
        reply.headers.append(("location", path))
        return reply
    }

    /// A file that never changes under its name.
    static func asset(_ bytes: [UInt8], type: String) -> FormReply {
        var reply = FormReply(200, type: type, body: bytes)
        reply.headers.removeAll { $0.name == "cache-control" }
        reply.headers.append(("cache-control", "public, max-age=31536000, immutable"))
        return reply
    }

    /// The same reply that also sets a cookie, which no script can read and no other site sends.
    func setting(_ name: String, _ value: String, isSecure: Bool, isLasting: Bool = false) -> Self {
        var reply = self
        let secure = isSecure ? "; Secure" : ""
        let lasting = isLasting ? "; Max-Age=31536000" : ""
        reply.headers.append(
            ("set-cookie", "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(secure)\(lasting)"))
        return reply
    }
}
