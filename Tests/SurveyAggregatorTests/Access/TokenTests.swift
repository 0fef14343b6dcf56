import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("Tokens of programs")
struct TokenTests {
    let fixture: AccessFixture
    let now = AccessFixture.moment

    init() throws {
        fixture = try AccessFixture()
    }

    private func code(_ text: String, at moment: Timestamp) async -> AggregatorError.Code? {
        await AccessFixture.code { _ = try fixture.access.principal(token: text, at: moment) }
    }

    @Test("a token counts until it expires, is revoked, or its owner is removed")
    func ends() async throws {
        let (first, second) = (try fixture.token("viewer"), try fixture.token("viewer"))
        await #expect(code(first.text, at: now) == nil)
        await #expect(code(first.text, at: first.token.expires) == .sessionRequired)
        _ = try fixture.aggregator.perform(.access(.revokeToken(first.token.id)))
        await #expect(code(first.text, at: now) == .sessionRequired)
        _ = try fixture.aggregator.perform(.access(.removeUser("viewer")))
        await #expect(code(second.text, at: now) == .sessionRequired)
    }

    @Test("nothing that the store keeps shows a token")
    func hashed() throws {
        let made = try fixture.token("viewer")
        let kept = try fixture.aggregator.reader.tokens(of: "viewer")
        #expect(kept.map(\.id) == [made.token.id])
        #expect(made.text.hasPrefix("mst_") && made.text.count == 47)
        #expect(!"\(kept)".contains(made.text.dropFirst(4)))
    }

    @Test("a token does what its scopes say, and never more than its owner may")
    func scopes() async throws {
        let reading = try fixture.token("administrator", scopes: ["rounds:read"])
        let principal = try fixture.access.principal(token: reading.text, at: now)
        #expect(principal.may(.readRounds, on: .group))
        #expect(!principal.may(.createRound, on: .group))
        #expect(!principal.may(.readUsers, on: .group))
        await #expect(
            AccessFixture.code { try principal.require(.readUsers, on: .group) } == .scopeMissing)
        let wide = try fixture.token("viewer")
        let viewer = try fixture.access.principal(token: wide.text, at: now)
        await #expect(
            AccessFixture.code { try viewer.require(.createRound, on: .group) } == .notPermitted)
    }

    @Test("a token makes none with scopes that it lacks")
    func noMore() async throws {
        let small = try fixture.token("viewer", scopes: ["tokens:write", "rounds:read"])
        let principal = try fixture.access.principal(token: small.text, at: now)
        let desk = Desk(aggregator: fixture.aggregator, principal: principal, at: now)
        await #expect(
            AccessFixture.code {
                _ = try desk.makeToken(
                    for: "viewer", label: "x", scopes: ["results:read"], seconds: 60)
            } == .scopeMissing)
        let made = try desk.makeToken(
            for: "viewer", label: "x", scopes: ["rounds:read"], seconds: 60)
        await #expect(code(made.text, at: now) == nil)
    }

    @Test(
        "a token has a label, scopes that exist, and an end within a year",
        arguments: [
            ("", ["rounds:read"], 60), ("x", [], 60), ("x", ["rounds"], 60),
            ("x", ["rounds:read:write"], 60), ("x", ["everything:read"], 60),
            ("x", ["rounds:read"], 0), ("x", ["rounds:read"], 367 * 86_400),
            ("a\nb", ["rounds:read"], 60),
        ] as [(String, [String], Int64)])
    func checked(label: String, scopes: [String], seconds: Int64) async {
        await #expect(
            AccessFixture.code {
                _ = try NewToken.make(
                    for: "viewer", label: label, scopes: scopes, seconds: seconds, at: now)
            } == .requestInvalid)
    }

    @Test("every scope is written as it is read")
    func texts() {
        #expect(TokenScope.allTexts.count == 2 * AdministrativeAct.Area.allCases.count)
        for text in TokenScope.allTexts { #expect(TokenScope(text)?.text == text) }
        for act in AdministrativeAct.allCases {
            #expect(TokenScope.allTexts.contains(TokenScope(of: act).text))
        }
    }
}
