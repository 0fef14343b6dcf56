import Foundation
import HTTPTypes
import Pages
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("What is done on the dashboard")
struct DashboardActTests {
    let fixture: DashboardFixture

    init() async throws {
        fixture = try await DashboardFixture()
    }

    /// The page that a change leads to, after it has been led there.
    private func follow(
        _ reply: RouterFixture.Reply, as role: Role = .administrator
    ) async throws -> RouterFixture.Reply {
        #expect(reply.status == 303, "\(reply.text.prefix(3_000))")
        let target = try #require(reply.headers[.location])
        return try await fixture.get(String(target.dropFirst(5)), as: role)
    }

    private func audit() throws -> [AuditEntry] {
        try fixture.aggregator.reader.audit(after: 0, limit: 1_000)
    }

    @Test("codes are shown to the session that made them, and recorded under its name")
    func codes() async throws {
        let made = try await fixture.post(
            "/rounds/2026/codes",
            [("organization", "alpha"), ("organization", "beta"), ("hours", "24")])
        let shown = try await follow(made)
        let codes = shown.text.split(separator: "data-copy=\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
        #expect(codes.count == 2 && codes.allSatisfy { EnrollmentCode($0) != nil })
        let other = try await follow(made, as: .analyst)
        #expect(other.status == 404 && !other.text.contains(codes[0]))
        #expect(try audit().last?.performer == "user:administrator")
        let none = try await fixture.post("/rounds/2026/codes", [("hours", "24")])
        #expect(none.status == 400)
        let foreign = try await fixture.post(
            "/rounds/2026/codes", [("organization", "elsewhere"), ("hours", "24")])
        #expect(foreign.status == 404)
    }

    @Test("secrets are not shown later, to another session, or beside others")
    func shownOnce() throws {
        let shown = ShownOnce()
        let user = try #require(try fixture.aggregator.reader.user("viewer"))
        let own = Principal(user, means: .session(Secret().digest))
        let now = Timestamp.now()
        let ticket = shown.keep(
            .init(subject: .token, rows: [("a", "secret")], next: "/desk"), for: own, at: now)
        #expect(shown.entry(ticket, for: own, at: now)?.rows.first?.secret == "secret")
        let again = Principal(user, means: .session(Secret().digest))
        #expect(shown.entry(ticket, for: again, at: now) == nil)
        #expect(shown.entry("other", for: own, at: now) == nil)
        let later = now.adding(seconds: ShownOnce.seconds)
        #expect(shown.entry(ticket, for: own, at: later) == nil)
    }

    @Test("a round is checked, created, opened, closed, and refuses a step that is none")
    func life() async throws {
        let texts = [
            ("id", "2027"), ("questionnaire", Fixture.questionnaireText),
            ("roster", "id,name,kind\na,A,department\n"), ("respondents", "5"),
            ("organizations", "3"), ("mode", "joint"), ("late", "accept"),
        ]
        let checked = try await fixture.post("/new-round", texts + [("do", "check")])
        #expect(checked.status == 200 && checked.text.contains("All is well"))
        #expect(try fixture.aggregator.reader.rounds().count == 1)
        let faulty = try await fixture.post(
            "/new-round", texts.filter { $0.0 != "roster" } + [("roster", "id,name\na,A\n")])
        #expect(faulty.status == 422 && faulty.text.contains("roster:1:1"))
        let made = try await follow(
            try await fixture.post("/new-round", texts + [("do", "create")]))
        #expect(made.text.contains("created as a draft"))
        let round = try fixture.aggregator.reader.round("2027")
        #expect(round.mode == .joint && round.late == .accept)
        let asked = try await fixture.get("/rounds/2027/state/open")
        #expect(asked.text.contains("Open the round?"))
        for state in ["open", "closed"] {
            _ = try await follow(try await fixture.post("/rounds/2027/state/\(state)"))
            #expect(try fixture.aggregator.reader.round("2027").state.rawValue == state)
        }
        let wrong = try await fixture.post("/rounds/2027/state/archived")
        #expect(wrong.status == 409)
    }

    @Test("dates are written in the time zone that is set, and a wrong one is shown again")
    func dates() async throws {
        let saved = try await fixture.post(
            "/rounds/2026/dates", [("opens", ""), ("closes", "2031-03-01 08:30")])
        let page = try await follow(saved)
        #expect(page.text.contains("2031-03-01 08:30"))
        let closes = try fixture.aggregator.reader.round("2026").closes
        #expect(closes?.text == LocalTime().moment("2031-03-01 08:30"))
        let wrong = try await fixture.post("/rounds/2026/dates", [("closes", "in spring")])
        #expect(wrong.status == 400 && wrong.text.contains("in spring"))
        let own = try await fixture.post(
            "/rounds/2026/dates", [("organization", "beta"), ("closes", "2031-04-01")])
        #expect(try await follow(own).text.contains("2031-04-01 00:00"))
        for text in ["2031-02-30", "2031-13-01 10:00"] {
            #expect(LocalTime().moment(text) == text)
        }
    }

    @Test("a corrected roster is previewed, and applied only as it was seen")
    func correction() async throws {
        let path = "/rounds/2026/roster/correction"
        let csv = "id,name,kind\nalpha,Alpha,department\nbeta,beta,department\n"
        let preview = try await fixture.post(path, [("roster", csv), ("do", "preview")])
        #expect(preview.text.contains("Removed") && preview.text.contains("gamma"))
        #expect(try fixture.aggregator.reader.round("2026").rosterVersion == 1)
        let before = try fixture.aggregator.reader.round("2026").roster.description
        let fields = [("roster", csv), ("do", "apply"), ("before", before)]
        _ = try await follow(try await fixture.post(path, fields))
        #expect(try fixture.aggregator.reader.round("2026").rosterVersion == 2)
        let stale = try await fixture.post(path, fields)
        #expect(stale.status == 409 && stale.text.contains("corrected since"))
    }

    @Test("a snapshot is made in the background and published with a decision")
    func snapshots() async throws {
        let inner = fixture.router.access.fixture
        _ = try inner.store((1...3).map { inner.response($0).sealed() })
        let begun = try await fixture.post("/rounds/2026/snapshots", as: .analyst)
        #expect(begun.status == 303)
        let jobs = fixture.aggregator.aggregations
        while case .running = jobs.state(round: "2026") { await Task.yield() }
        let page = try await fixture.get("/rounds/2026/snapshots")
        #expect(page.text.contains("Snapshot 1 is made."))
        #expect(page.text.contains("/snapshots/1/publication"))
        let viewer = try await fixture.get("/rounds/2026/snapshots", as: .viewer)
        #expect(!viewer.text.contains("publication") && !viewer.text.contains("<main><form"))
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        let asked = try await fixture.get("/rounds/2026/snapshots/1/publication")
        #expect(asked.text.contains("Publish snapshot 1?"))
        let done = try await follow(
            try await fixture.post("/rounds/2026/snapshots/1/publication"))
        #expect(done.text.contains("The results are published."))
        #expect(try fixture.aggregator.reader.round("2026").state == .published)
        #expect(try audit().contains { $0.action == "snapshot published" })
    }

    @Test("a quarantined response is shown with its reason and decided about once")
    func quarantine() async throws {
        let inner = fixture.router.access.fixture
        let late = try inner.sender(admission: .late)
        _ = try inner.store([inner.response(9).sealed()], from: late)
        let list = try await fixture.get("/rounds/2026/quarantine", as: .analyst)
        let number = try #require(
            try fixture.aggregator.reader.quarantine(decided: false).first?.number)
        #expect(list.text.contains("/rounds/2026/quarantine/\(number)"))
        #expect(list.text.contains("Arrived after closing"))
        let path = "/rounds/2026/quarantine/\(number)"
        let bare = try await fixture.post(path, [("do", "reject"), ("reason", "")], as: .analyst)
        #expect(bare.status == 400)
        let accepted = try await fixture.post(path, [("do", "accept")], as: .analyst)
        #expect(try await follow(accepted, as: .analyst).text.contains("accepted and counts"))
        let after = try await fixture.post(
            path, [("do", "reject"), ("reason", "No.")], as: .analyst)
        #expect(after.status == 409)
        let other = try await fixture.get("/rounds/none/quarantine/\(number)", as: .analyst)
        #expect(other.status == 404)
    }

    @Test("accounts and tokens are made, shown once, and taken away after a question")
    func accounts() async throws {
        let made = try await fixture.post("/users", [("name", "eva"), ("role", "viewer")])
        #expect(try await follow(made).text.contains("One-time secret"))
        let twice = try await fixture.post("/users", [("name", "eva"), ("role", "viewer")])
        #expect(twice.status == 409)
        let question = try await fixture.get("/users/eva/removal")
        #expect(question.text.contains("Remove eva?"))
        _ = try await follow(try await fixture.post("/users/eva/removal"))
        #expect(try fixture.aggregator.reader.user("eva") == nil)
        let token = try await fixture.post(
            "/tokens", [("label", "own"), ("scope", "rounds:read"), ("days", "7")], as: .viewer)
        let page = try await follow(token, as: .viewer)
        #expect(page.text.contains(AccessControl.tokenPrefix))
        let own = try fixture.aggregator.reader.tokens(of: "viewer").first { $0.label == "own" }
        let id = try #require(own?.id)
        let foreign = try await fixture.post("/tokens/\(id)/revocation", as: .analyst)
        #expect(foreign.status == 404)
        _ = try await fixture.post("/tokens/\(id)/revocation", as: .viewer)
        let after = try fixture.aggregator.reader.tokens(of: "viewer").first { $0.id == id }
        #expect(after?.revoked != nil)
    }

    @Test("what others wrote is text on every page, never markup")
    func escaping() async throws {
        let sharp = "<script>alert(1)</script>"
        let csv = "id,name,kind\nalpha,\(sharp),department\nbeta,b,c\ngamma,g,c\n"
        let path = "/rounds/2026/roster/correction"
        let before = try fixture.aggregator.reader.round("2026").roster.description
        _ = try await fixture.post(
            path, [("roster", csv), ("do", "apply"), ("before", before)])
        for page in ["/rounds/2026/roster", "/rounds/2026/follow-up"] {
            let reply = try await fixture.get(page)
            #expect(reply.text.contains("&lt;script&gt;") && !reply.text.contains(sharp))
        }
        let faults = try await fixture.post("/questionnaire", [("questionnaire", sharp)])
        #expect(faults.status == 422 && !faults.text.contains(sharp))
    }
}
