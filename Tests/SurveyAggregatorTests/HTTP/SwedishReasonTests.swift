import HTTPTypes
import Testing

@testable import SurveyAggregator

@Suite("Errors on Swedish pages")
struct SwedishReasonTests {
    @Test(
        "a reason keeps its values and its place",
        arguments: [
            ("0 organizations are chosen", "0 organisationer är valda"),
            (
                "roster:3:2: kind: the kind is no identifier; use letters A–Z, digits, `.`, `_` "
                    + "and `-`, a letter or digit first, at most 64 in all",
                "roster:3:2: kind: kind är inget id; använd A–Z, siffror, `.`, `_` och `-`, först "
                    + "en bokstav eller siffra, högst 64 tecken"
            ),
            (
                "roster:3:3: kind: the kind is empty; write one, of letters A–Z, digits, `.`, `_` "
                    + "and `-`",
                "roster:3:3: kind: kind är tomt; skriv ett id av A–Z, siffror, `.`, `_` och `-`"
            ),
            (
                "roster:2:6: invited: `many` is not a whole number",
                "roster:2:6: invited: `many` är inget heltal"
            ),
            ("and 7 more", "och 7 till"),
            (
                "that password cannot be used: it has fewer than 12 characters",
                "det har under 12 tecken"
            ),
        ])
    func reasons(english: String, swedish: String) {
        #expect(SwedishReason.text(english) == swedish)
    }

    @Test("what has no phrase stays in English and says so")
    func unknown() {
        #expect(SwedishReason.text("the store has lost its way") == nil)
    }

    @Test("what a form can meet is said in Swedish")
    func forms() async throws {
        let fixture = try await DashboardFixture()
        let cases: [(String, [(String, String)], String)] = [
            ("/rounds/2026/codes", [], "0 organisationer är valda"),
            ("/rounds/2026/dates", [("closes", "i vår")], "ingen tid"),
            ("/users", [("name", "A B"), ("role", "viewer")], "går inte att logga in med"),
            ("/users", [("name", "eva")], "ngen roll är vald"),
            ("/rounds/2026/roster/correction", [("roster", "id,name\na,A\n")], "kolumnen `kind`"),
            ("/webhooks", [("address", "x")], "ingen https-adress"),
            ("/benchmarks", [("benchmarks", "a\n")], "rubrikraden är inte"),
        ]
        for (path, fields, words) in cases {
            let reply = try await fixture.post(path, fields, language: "sv")
            #expect((400..<500).contains(reply.status))
            #expect(reply.text.contains(words), "\(path): \(words)")
            #expect(!reply.text.contains("lang=\"en\">"), "\(path)")
        }
    }

    @Test("a large form of another site is refused after its first bytes")
    func forged() async throws {
        let fixture = try await DashboardFixture()
        let file = String(repeating: "x,y\n", count: 1_000_000)
        for fields in [[("roster", file)], [("roster", file), ("token", "guess")]] {
            let reply = try await fixture.router.send(
                .post, "/desk/rounds/2026/roster/correction", fixture.headers(.administrator),
                form: fields)
            #expect(reply.status == 403 && reply.text.contains("request-forged"))
        }
    }
}
