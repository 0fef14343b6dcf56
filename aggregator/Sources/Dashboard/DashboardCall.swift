import Foundation
import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// One request to the dashboard, with who makes it, in which language, and the form it brings.
struct DashboardCall: Sendable {
    /// The cookie that keeps the language.
    static let languageCookie = "survey_language"
    /// The cookie that ties a form to this browser while nobody is signed in.
    static let entryCookie = "__Host-survey-entry"
    /// The name of a query's value that says what was just done.
    static let newsName = "done"

    /// The opened aggregator.
    let aggregator: Aggregator
    /// What the dashboard remembers while the service runs.
    let memory: DashboardMemory
    /// The request.
    let request: Request
    /// What it came with.
    let context: AgentContext
    /// When it came.
    let now: Timestamp
    /// The language of the page.
    let language: Language
    /// Who makes it, once that is known.
    private(set) var known: Principal?
    /// The fields of the form that it brings.
    private(set) var fields = FormFields()
    /// The fields of the address.
    let queries: FormFields
    /// The secret of `entryCookie`: the browser's, or a new one.
    let entrySecret: String

    /// A request, as yet of nobody.
    init(
        _ site: (aggregator: Aggregator, memory: DashboardMemory), request: Request,
        context: AgentContext, now: Timestamp
    ) {
        (aggregator, memory) = site
        self.request = request
        self.context = context
        self.now = now
        queries = FormFields(encoded: (request.uri.query ?? "").utf8)
        language =
            queries["language"].flatMap { Language(rawValue: $0) }
            ?? request.cookies[Self.languageCookie].flatMap { Language(rawValue: $0.value) }
            ?? Language.preferred(request.headers[.acceptLanguage] ?? "")
        entrySecret = request.cookies[Self.entryCookie]?.value ?? Secret().text
    }

    /// Whether the request only shows something.
    var isReading: Bool { request.method == .get || request.method == .head }

    /// The value of the session's cookie.
    var cookie: String? { request.cookies[AdministrationCall.cookieName]?.value }

    /// What a form of the page must bring back.
    var token: String {
        AccessControl.antiForgery(cookie: known == nil ? entrySecret : cookie ?? "")
    }

    /// Finds out who makes the request, if it can.
    /// - Parameter isQuiet: whether the session is not used by it, because a script makes it.
    mutating func recognize(isQuiet: Bool = false) {
        known = cookie.flatMap {
            try? aggregator.access.principal(cookie: $0, at: now, isQuiet: isQuiet)
        }
    }

    /// Lets the request in where a route permits it, and reads its form.
    /// - Returns: where to go instead; nil when it is let in.
    /// - Throws: `session-required`, `not-permitted`; `request-forged` for a form that another site
    ///   could have sent; a `Problem` about the form's size.
    mutating func enter(_ route: DashboardRoute) async throws -> Response? {
        recognize(isQuiet: route.kind == .quiet)
        if !isReading { try AdministrationCall.checkOrigin(request) }
        if route.entry != .anybody {
            guard known != nil else {
                guard isReading else { throw AdministrationCall.nobody }
                return DashboardAnswer.goTo(signInPath)
            }
            if case .act(let act) = route.entry { try desk().requireAny(act) }
        }
        if isReading { return nil }
        let secret = known == nil ? request.cookies[Self.entryCookie]?.value : cookie
        guard let secret else { throw AdministrationCall.forged }
        fields = try await RequestContent.form(
            request, bytesMaximum: route.kind.bytesMaximum
        ) { fields in
            guard AccessControl.isGenuine(fields[ActionForm.tokenField], cookie: secret) else {
                throw AdministrationCall.forged
            }
        }
        return nil
    }

    /// Where somebody signs in to come back to this page.
    var signInPath: String {
        "\(DashboardRoutes.root)/sign-in?next=\(FormFields.encoded(request.uri.string))"
    }

    /// The desk of whoever makes the request.
    /// - Throws: `session-required` when that is nobody.
    func desk() throws -> Desk {
        guard let known else { throw AdministrationCall.nobody }
        return Desk(aggregator: aggregator, principal: known, at: now)
    }

    /// Whether whoever makes the request may do some of an act.
    func may(_ act: AdministrativeAct) -> Bool {
        (try? desk().reach(act)) ?? .nothing != .nothing
    }

    /// Whether whoever makes the request may do an act for the whole group.
    func mayAll(_ act: AdministrativeAct) -> Bool {
        (try? desk().reach(act)) == .everything
    }

    /// Whether whoever made a request that still is answered may do an act for the whole group
    /// now: sessions end, and roles change.
    func mayStill(_ act: AdministrativeAct) -> Bool {
        let principal = cookie.flatMap {
            try? aggregator.access.principal(cookie: $0, at: .now(), isQuiet: true)
        }
        return principal.map {
            Desk(aggregator: aggregator, principal: $0).reach(act) == .everything
        } ?? false
    }

    /// How times are read and written.
    var time: LocalTime { memory.time }

    /// The text of the two that is in the page's language.
    func say(_ swedish: String, _ english: String) -> String { language.say(swedish, english) }

    /// A part of the address.
    func parameter(_ name: String) -> String {
        let raw = context.parameters.get(name) ?? ""
        return raw.removingPercentEncoding ?? raw
    }

    /// A value of the query.
    func query(_ name: String) -> String? { queries[name] }

    /// A header of the request.
    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { request.headers[$0] }
    }

    /// A whole number of the query, or another one when there is none.
    func number(_ name: String, or other: Int) -> Int {
        query(name).flatMap { Int($0) }.map { max(0, $0) } ?? other
    }

    /// A field of the form without spaces around it; empty when it is not there.
    func field(_ name: String) -> String {
        (fields[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A field of the form, or nil when nothing was written.
    func filled(_ name: String) -> String? {
        let text = field(name)
        return text.isEmpty ? nil : text
    }
}
