import Foundation
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("What the dashboard says before something is done")
struct DashboardGuidanceTests {
    let fixture: DashboardFixture

    init() async throws {
        fixture = try await DashboardFixture()
    }

    private var inner: Fixture { fixture.router.access.fixture }
    private var reader: SQLiteReader { fixture.aggregator.reader }

    private func page(_ path: String, as role: Role = .administrator) async throws -> String {
        let reply = try await fixture.get("/rounds/2026" + path, as: role)
        #expect(reply.status == 200)
        return reply.text
    }

    private func makeSnapshot() async throws {
        _ = try await fixture.post("/rounds/2026/snapshots")
        let jobs = fixture.aggregator.aggregations
        while case .running = jobs.state(round: "2026") { await Task.yield() }
    }

    private func move(_ states: RoundState...) throws {
        for state in states { _ = try fixture.aggregator.perform(.moveRound("2026", to: state)) }
    }

    private func correct(_ csv: String) async throws {
        let before = try reader.round("2026").roster.description
        let reply = try await fixture.post(
            "/rounds/2026/roster/correction",
            [("roster", csv), ("do", "apply"), ("before", before)])
        #expect(reply.status == 303)
    }

    private static let roster = """
        id,name,kind,email
        alpha,alpha,department,a@example.org
        beta,beta,department,
        gamma,gamma,department,

        """

    @Test("a draft is offered again only while nothing has come in", arguments: [false, true])
    func draft(hasResponses: Bool) async throws {
        if hasResponses { _ = try inner.store([inner.response(1).sealed()]) }
        #expect(try await page("").contains("/rounds/2026/state/draft") != hasResponses)
    }

    @Test("a draft is not offered beside a response that was rejected, for it is not possible")
    func draftBesideRejected() async throws {
        let kept = try inner.store(
            [inner.response(1).sealed()], from: inner.sender(admission: .late))[0]
        let number = try #require(kept.sequence)
        let decision = QuarantineDecision(number: number, isAccepted: false, reason: "Twice.")
        _ = try fixture.aggregator.perform(.decide(decision))
        #expect(throws: AggregatorError.self) { try move(.draft) }
        #expect(try await !page("").contains("/rounds/2026/state/draft"))
    }

    @Test("who publishes while the round is open is told what is missing then")
    func publishingWhileOpen() async throws {
        _ = try inner.store((1...3).map { inner.response($0).sealed() })
        try await makeSnapshot()
        #expect(try await page("/snapshots/1/publication").contains("The round is still open."))
        #expect(try await page("/snapshots/1/publication").contains("Publishing is for good"))
        try move(.closed)
        #expect(try await !page("/snapshots/1/publication").contains("The round is still open."))
    }

    @Test("an open round whose closing time has passed says so, and what becomes of responses")
    func pastClosing() async throws {
        let dates = RoundDates(closes: Timestamp("2020-01-01T00:00:00Z"))
        #expect(try await !page("").contains("has passed"))
        _ = try fixture.aggregator.perform(.setDates(dates, round: "2026", organization: nil))
        #expect(try await page("").contains("(has passed)"))
        #expect(try await page("/dates").contains("Responses that arrive are quarantined"))
        try move(.closed)
        #expect(try await !page("").contains("has passed"))
    }

    @Test("no snapshot is offered of an archived round")
    func archived() async throws {
        let offer = "Make a snapshot</button>"
        _ = try inner.store((1...3).map { inner.response($0).sealed() })
        #expect(try await page("/snapshots").contains(offer))
        try await makeSnapshot()
        try move(.closed)
        _ = try await fixture.post("/rounds/2026/snapshots/1/publication")
        try move(.archived)
        #expect(try await !page("/snapshots").contains(offer))
    }

    @Test("a correction of addresses alone is offered, applied and recorded; the roster stays")
    func addresses() async throws {
        let before = try reader.round("2026")
        let path = "/rounds/2026/roster/correction"
        let preview = try await fixture.post(
            path, [("roster", Self.roster), ("do", "preview")])
        #expect(preview.text.contains("a@example.org") && preview.text.contains("value=\"apply\""))
        #expect(preview.text.contains("No mean of the group"))
        try await correct(Self.roster)
        #expect(try reader.emails(round: before.key) == ["alpha": "a@example.org"])
        #expect(try reader.round("2026") == before)
        let entry = try #require(try reader.audit(after: 0, limit: 1_000).last)
        #expect(entry.action == "roster corrected" && !entry.detail.contains("@"))
        #expect(entry.detail == "version 1 stays: 0 added, 0 removed, 1 cell changed")
        let again = try await fixture.post(path, [("roster", Self.roster), ("do", "preview")])
        #expect(again.text.contains("The roster is like that already."))
    }

    @Test("a change of sizes is said to change rates, not means")
    func sizes() async throws {
        let csv = Self.roster.replacing(",email", with: ",email,invited")
            .replacing("org\n", with: "org,9\n").replacing("department,\n", with: "department,,\n")
        let preview = try await fixture.post(
            "/rounds/2026/roster/correction", [("roster", csv), ("do", "preview")])
        #expect(preview.text.contains("No mean of the group, a kind or a sector changes."))
        #expect(preview.text.contains("Response rates and means weighted by invited"))
    }

    @Test("a snapshot that responses or a roster came after is listed and published with a warning")
    func stale() async throws {
        _ = try inner.store((1...3).map { inner.response($0).sealed() })
        try await makeSnapshot()
        let fresh = try await page("/snapshots")
        #expect(fresh.contains("/results?snapshot=1") && !fresh.contains("Make a new snapshot."))
        _ = try inner.store([inner.response(4).sealed()])
        for path in ["/snapshots", "/snapshots/1/publication"] {
            let text = try await page(path)
            #expect(text.contains("Make a new snapshot.") && text.contains("Responses came in"))
            #expect(!text.contains("The roster was corrected after it."))
        }
        try await makeSnapshot()
        try await correct("id,name,kind\nbeta,beta,department\ngamma,gamma,department\n")
        let standings = try SnapshotStanding.all(reader: reader, round: reader.round("2026"))
        #expect(standings[1]?.responses == 3 && standings[2]?.responses == 4)
        #expect(try await page("/snapshots").contains("The roster was corrected after it."))
        try await makeSnapshot()
        #expect(try await !page("/snapshots").contains("Make a new snapshot."))
        let last = try SnapshotStanding.all(reader: reader, round: reader.round("2026"))[3]
        #expect(last?.responses == 0 && last?.isCurrent == true)
    }

    @Test("what cannot be done now has no button but says what to do first")
    func refused() async throws {
        _ = try inner.store([inner.response(1).sealed()])
        _ = try inner.store([inner.response(9).sealed()], from: inner.sender(admission: .late))
        try await makeSnapshot()
        try move(.closed)
        #expect(try await page("").contains("1 quarantined response waits"))
        let publication = try await page("/snapshots/1/publication")
        #expect(publication.contains("1 waits for a decision"))
        #expect(publication.contains("It cannot be published while"))
        #expect(!publication.contains(">Publish</button>"))
        let number = try #require(try reader.quarantine(decided: false).first?.number)
        let bare = try await fixture.post(
            "/rounds/2026/quarantine/\(number)", [("do", "return"), ("reason", " ")])
        #expect(bare.status == 400 && bare.text.contains("Write why you return or reject"))
        _ = try await fixture.post("/rounds/2026/quarantine/\(number)", [("do", "accept")])
        let ready = try await page("/snapshots/1/publication")
        #expect(ready.contains(">Publish</button>") && ready.contains("Make a new snapshot."))
        #expect(ready.contains("It was made before the round was closed."))
        _ = try await fixture.post("/rounds/2026/snapshots/1/publication")
        #expect(try await page("/roster/correction").contains("Withdraw the results"))
        let preview = try await fixture.post(
            "/rounds/2026/roster/correction", [("roster", Self.roster), ("do", "preview")])
        #expect(!preview.text.contains("value=\"apply\""))
        #expect(try await page("").contains("Archive the round when it is over"))
        #expect(try await !page("", as: .viewer).contains("Archive the round"))
    }

    @Test("a snapshot made before closing says so, also when nothing came since")
    func early() async throws {
        _ = try inner.store([inner.response(1).sealed()])
        try await makeSnapshot()
        #expect(try await !page("/snapshots").contains("before the round was closed"))
        try move(.closed)
        let text = try await page("/snapshots")
        #expect(text.contains("Snapshot 1 was made before the round was closed."))
        #expect(text.contains("No response has counted since"))
        let followUp = try await page("/follow-up")
        #expect(followUp.contains("The round is closed. No more responses are asked for."))
        #expect(followUp.contains(">Took no part<") && !followUp.contains(">Not begun</span>"))
    }

    @Test("objections are summed up with names and versions of the roster")
    func objections() async throws {
        _ = try inner.store((1...6).map { inner.response($0).sealed() })
        try await makeSnapshot()
        try move(.closed)
        _ = try await fixture.post("/rounds/2026/snapshots/1/publication")
        try move(.closed)
        try await correct(
            "id,name,kind\nalpha,Parks,company\nbeta,beta,department\ndelta,Museum,department\n")
        try await makeSnapshot()
        let text = try await page("/snapshots/2/publication")
        #expect(text.contains("made of version 2 of the roster, the published one of version 1"))
        #expect(text.contains("1 added (Museum), 1 removed (gamma), 1 moved (Parks)"))
        try await correct(
            "id,name,kind\nalpha,alpha,department\nbeta,beta,department\n"
                + "gamma,gamma,department\n")
        _ = try inner.store([inner.response(7).sealed()], from: inner.sender(admission: .open))
        try await makeSnapshot()
        let small = try await page("/snapshots/3/publication")
        #expect(small.contains("changed by too few respondents:"))
        #expect(!small.contains("organization:alpha"))
    }

    @Test("an ended round shows what came in, and a withdrawn publication is said to be one")
    func withdrawn() async throws {
        _ = try inner.store((1...3).map { inner.response($0).sealed() })
        try await makeSnapshot()
        try move(.closed)
        #expect(try await page("").contains("Look at the snapshot and publish it."))
        _ = try await fixture.post("/rounds/2026/snapshots/1/publication")
        #expect(try reader.round("2026").state == .published)
        let list = try await fixture.get("")
        #expect(list.text.contains(">3</td>"))
        try move(.closed)
        #expect(try await page("").contains("The publication was withdrawn"))
        #expect(try await page("", as: .viewer).contains("have been withdrawn"))
    }
}
