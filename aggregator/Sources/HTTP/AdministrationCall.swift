import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SurveyProtocol

/// One request to the administration, with who makes it.
struct AdministrationCall: Sendable {
    /// The name of the cookie; browsers accept it from this host and over TLS only.
    static let cookieName = "__Host-survey-session"
    /// The header that a change with a cookie must bring.
    static let antiForgeryHeader = "X-CSRF-Token"

    /// The opened aggregator.
    let aggregator: Aggregator
    /// The request.
    let request: Request
    /// What it came with.
    let context: AgentContext
    /// When it came.
    let now: Timestamp
    /// Who makes it, once that is known.
    private(set) var known: Principal?

    /// A request, as yet of nobody.
    init(aggregator: Aggregator, request: Request, context: AgentContext, now: Timestamp) {
        self.aggregator = aggregator
        self.request = request
        self.context = context
        self.now = now
    }

    /// Lets the request in where a route permits it, before its body is read.
    /// - Throws: `session-required`, `not-permitted`, `scope-missing`; `request-forged` for a
    ///   change that another site could have caused.
    mutating func enter(_ entry: AdministrationRoute.Entry) throws {
        if entry == .anybody { return try Self.checkOrigin(request) }
        known = try authenticate()
        if case .act(let act) = entry { try desk().requireAny(act) }
    }

    /// The desk of whoever makes the request.
    /// - Throws: `session-required` when that is nobody.
    func desk() throws -> Desk {
        Desk(aggregator: aggregator, principal: try principal(), at: now)
    }

    /// Who makes the request.
    /// - Throws: `session-required` when that is nobody.
    func principal() throws -> Principal {
        guard let known else { throw Self.nobody }
        return known
    }

    static let nobody = AggregatorError(
        .sessionRequired, "the request comes from nobody", hint: "sign in, or send a token")

    private func authenticate() throws -> Principal {
        if let field = request.headers[.authorization] {
            let parts = field.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else {
                throw AggregatorError(
                    .sessionRequired, "the Authorization header does not hold a bearer token",
                    hint: "send `Authorization: Bearer` and the token")
            }
            return try aggregator.access.principal(token: String(parts[1]), at: now)
        }
        guard let cookie else { throw Self.nobody }
        try Self.checkOrigin(request)
        let principal = try aggregator.access.principal(cookie: cookie, at: now)
        let isReading = request.method == .get || request.method == .head
        guard isReading || AccessControl.isGenuine(antiForgery, cookie: cookie) else {
            throw Self.forged
        }
        return principal
    }

    /// The value of the session's cookie.
    var cookie: String? { request.cookies[Self.cookieName]?.value }

    private var antiForgery: String? {
        HTTPField.Name(Self.antiForgeryHeader).flatMap { request.headers[$0] }
    }

    /// Refuses what a browser says another site has caused.
    static func checkOrigin(_ request: Request) throws {
        guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] else {
            return
        }
        guard site == "same-origin" || site == "none" else { throw Self.forged }
    }

    static let forged = AggregatorError(
        .requestForged, "the request does not show that it comes from our own pages",
        hint: "send the session's token in the \(antiForgeryHeader) header")

    /// A part of the address.
    func parameter(_ name: String) -> String {
        let raw = context.parameters.get(name) ?? ""
        return raw.removingPercentEncoding ?? raw
    }

    /// A value of the query.
    func query(_ name: String) -> String? {
        request.uri.queryParameters.get(name)
    }

    /// A whole number of the query.
    /// - Throws: `request-invalid`.
    func number(_ name: String) throws -> Int? {
        guard let text = query(name) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw Self.invalid("`\(name)` is a whole number")
        }
        return number
    }

    /// One of the words that a value of the query may be.
    /// - Throws: `request-invalid`.
    func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, as type: Word.Type
    ) throws -> Word? where Word.RawValue == String {
        guard let text = query(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.invalid("`\(name)` is one of \(words)")
        }
        return word
    }

    /// The JSON body.
    /// - Throws: a `Problem` about type, size or shape.
    func body<Message: Decodable>(
        as type: Message.Type, bytesMaximum: Int = Limits.messageBytesMaximum
    ) async throws -> Message {
        try await RequestContent.message(request, as: type, bytesMaximum: bytesMaximum)
    }

    /// What is wrong with a request, in its own words.
    static func invalid(_ reason: String) -> AggregatorError {
        AggregatorError(
            .requestInvalid, reason, hint: "see protocol/openapi.yaml for what the address takes")
    }
}
