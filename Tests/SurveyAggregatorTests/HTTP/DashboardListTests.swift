import Foundation
import HTTPTypes
import Pages
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("Lists of the dashboard: finding, adding, removing")
struct DashboardListTests {
    let fixture: DashboardFixture

    init() async throws {
        fixture = try await DashboardFixture()
    }

    private var inner: Fixture { fixture.router.access.fixture }

    private func follow(_ reply: RouterFixture.Reply) async throws -> RouterFixture.Reply {
        #expect(reply.status == 303, "\(reply.text.prefix(3_000))")
        let target = try #require(reply.headers[.location])
        return try await fixture.get(String(target.dropFirst(5)))
    }

    @Test("a response is found by its organization and given back without writing its id")
    func responses() async throws {
        _ = try inner.store((1...3).map { inner.response($0).sealed() })
        let list = try await fixture.get(
            "/rounds/2026/responses?organization=alpha", as: .analyst)
        let id = inner.response(2).id.description
        #expect(list.text.contains("Responses of alpha: 3"))
        #expect(list.text.contains("/responses/\(id)/return") && list.text.contains(id.suffix(8)))
        #expect(!list.text.contains("dont-know") && !list.text.contains("token-of-respondent"))
        let question = try await fixture.get("/rounds/2026/responses/\(id)/return", as: .analyst)
        #expect(question.text.contains("Return a response?"))
        let bare = try await fixture.post(
            "/rounds/2026/returns", [("response", id), ("reason", "")], as: .analyst)
        #expect(bare.status == 400 && bare.text.contains("A reason is 1 to"))
        let done = try await fixture.post(
            "/rounds/2026/returns", [("response", id), ("reason", "Wrong unit.")])
        let after = try await follow(done)
        #expect(after.text.contains("Wrong unit.") && after.text.contains("Waits for a correction"))
        var corrected = inner.response(2)
        corrected.revision = 2
        corrected.replaces = Digest.sha256(of: inner.response(2).sealed())
        _ = try inner.store([corrected.sealed()])
        let far = try await fixture.get(
            "/rounds/2026/responses?organization=alpha&page=9223372036854775807")
        #expect(far.status == 200)
        let answered = try await fixture.get("/rounds/2026/responses?organization=alpha")
        #expect(!answered.text.contains("Waits for a correction"))
        #expect(answered.text.contains("Corrected"))
        let foreign = try await fixture.post(
            "/rounds/2026/returns", [("response", "no such"), ("reason", "None.")])
        #expect(foreign.status == 404 && foreign.text.contains("response-unknown"))
    }

    private static let benchmarks = """
        source,year,organizations,population,method,node,value
        Agency,2025,120,cities,survey,maturity,48.5
        Agency,2025,120,cities,survey,elsewhere,40

        """

    @Test("benchmarks are looked at before they are kept, replaced by name, and removed")
    func benchmarkFiles() async throws {
        let preview = try await fixture.post(
            "/benchmarks", [("benchmarks", Self.benchmarks), ("do", "preview")])
        #expect(preview.text.contains("Agency") && preview.text.contains(">New<"))
        #expect(preview.text.contains("1 node is in no questionnaire"))
        #expect(try fixture.aggregator.reader.benchmarks().isEmpty)
        let faulty = try await fixture.post(
            "/benchmarks", [("benchmarks", "source,year\na,1\n"), ("do", "add")])
        #expect(faulty.status == 422 && faulty.text.contains("the header is not"))
        let added = try await fixture.post(
            "/benchmarks", [("benchmarks", Self.benchmarks), ("do", "add")])
        #expect(try await follow(added).text.contains("The benchmarks are kept."))
        let again = try await fixture.post(
            "/benchmarks", [("benchmarks", Self.benchmarks), ("do", "preview")])
        #expect(again.text.contains(">Replaces<"))
        let number = try #require(try fixture.aggregator.reader.benchmarks().first?.number)
        let page = try await fixture.get("/benchmarks/\(number)", as: .viewer)
        #expect(page.text.contains("48.5") && page.text.contains("unknown node"))
        #expect(!page.text.contains("removal"))
        _ = try await follow(try await fixture.post("/benchmarks/\(number)/removal"))
        #expect(try fixture.aggregator.reader.benchmarks().isEmpty)
    }

    @Test("an address is told of events; its secret is shown once, and it can be removed")
    func webhooks() async throws {
        let wrong = try await fixture.post("/webhooks", [("address", "http://a.example")])
        #expect(wrong.status == 400 && wrong.text.contains("not an https address"))
        let made = try await fixture.post(
            "/webhooks", [("address", "https://a.example/x"), ("event", "round.published")])
        let shown = try await follow(made)
        #expect(shown.text.contains("Signing secret") && shown.text.contains("whs_"))
        let list = try await fixture.get("/webhooks")
        #expect(list.text.contains("https://a.example/x") && !list.text.contains("whs_"))
        #expect(list.text.contains("Results are published"))
        #expect(list.text.contains("Nothing sent yet"))
        let id = try #require(try fixture.aggregator.reader.webhooks().first?.id)
        let other = try await fixture.get("/webhooks/\(id)/removal", as: .analyst)
        #expect(other.status == 403)
        _ = try await follow(try await fixture.post("/webhooks/\(id)/removal"))
        #expect(try fixture.aggregator.reader.webhooks().isEmpty)
    }

    @Test("the audit log is searched by who, what, to what and when, a page at a time")
    func audit() async throws {
        for index in 0..<(AuditView.rowsMaximum + 20) {
            try fixture.aggregator.store.audit(
                index % 2 == 0 ? "code made" : "dates set", object: "thing-\(index)", at: .now())
        }
        func numbers(_ query: String) async throws -> Int {
            let page = try await fixture.get("/audit" + query)
            #expect(page.status == 200)
            return page.text.components(separatedBy: "scope=\"row\"").count - 1
        }
        #expect(try await numbers("") == AuditView.rowsMaximum)
        #expect(try await numbers("?what=dates+set") == (AuditView.rowsMaximum + 20) / 2)
        #expect(try await numbers("?object=thing-7&what=dates%20set") == 6)
        #expect(try await numbers("?object=THING-11") == 11)
        #expect(try await numbers("?who=nobody%27%25") == 0)
        #expect(try await numbers("?from=2031-01-01") == 0)
        #expect(try await numbers("?to=2031-01-01&what=user+added") == 4)
        let page = try await fixture.get("/audit?object=thing")
        #expect(page.text.contains("/desk/audit?object=thing&amp;until="))
        let wrong = try await fixture.get("/audit?from=spring")
        #expect(wrong.status == 400 && wrong.text.contains("Write it like"))
        let swedish = try await fixture.get("/audit", language: "sv")
        #expect(swedish.text.contains("anslutningskod gjord"))
        #expect(!swedish.text.contains("<td>code made"))
    }

    @Test("every act of the audit log has a word in Swedish")
    func words() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "aggregator/Sources/Store")
        let files = try FileManager.default.contentsOfDirectory(
            at: root, includingPropertiesForKeys: nil)
        var acts: Set<String> = []
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for part in text.components(separatedBy: "audit(").dropFirst() {
                let word = part.drop { $0.isWhitespace }
                guard word.first == "\"" else { continue }
                acts.insert(String(word.dropFirst().prefix { $0 != "\"" }))
            }
        }
        acts.formUnion(RoundState.allCases.map { "round \($0.rawValue)" })
        #expect(acts.count > 20)
        acts.insert("publication objections overridden: * to *")
        for act in acts where !act.contains("\\(") {
            #expect(AuditWords.title(act, .swedish) != nil, "\(act)")
        }
    }

    @Test(
        "what an entry says besides is said in Swedish, and marked where it has no words",
        arguments: [
            ("round closed", "was open", "var öppen"),
            (
                "roster corrected", "version 2: 0 added, 1 removed, 1 cell changed",
                "version 2: 0 tillagda, 1 borttagna, 1 cell ändrad"
            ),
            (
                "roster corrected", "version 1 stays: 0 added, 0 removed, 3 cells changed",
                "version 1 gäller än: 0 tillagda, 0 borttagna, 3 celler ändrade"
            ),
            ("dates set", "- to 2031-01-01T00:00:00Z", "- till 2031-01-01T00:00:00Z"),
            ("user added", "organization of beta", "Organisation beta"),
            ("user added", "viewer", "Läsare"),
            ("token made", "results:read rounds:read", "results:read rounds:read"),
            ("tried", "", ""), ("tried", "a thing", "<span lang=\"en\">a thing</span>"),
        ])
    func details(action: String, detail: String, swedish: String) {
        #expect(AuditWords.html(detail: detail, of: action, .swedish).source == swedish)
        #expect(AuditWords.html(detail: detail, of: action, .english).source == detail)
    }

    @Test("an organization is chosen by name, and found where there are many")
    func choice() async throws {
        let dates = try await fixture.get("/rounds/2026/dates")
        #expect(dates.text.contains("<option value=\"beta\">"))
        #expect(!dates.text.contains("name=\"find\" value=\"\" autocomplete"))
        let found = try await fixture.get("/rounds/2026/dates?find=GAM")
        #expect(found.text.contains("<option value=\"gamma\">"))
        #expect(!found.text.contains("<option value=\"beta\">"))
        let users = try await fixture.get("/users")
        #expect(users.text.contains("<option value=\"alpha\">"))
        let none = try await fixture.post(
            "/rounds/2026/dates", [("own", "yes"), ("closes", "2031-04-01")])
        #expect(none.status == 400 && none.text.contains("No organization was chosen."))
        #expect(try fixture.aggregator.reader.round("2026").closes == nil)
    }
}
