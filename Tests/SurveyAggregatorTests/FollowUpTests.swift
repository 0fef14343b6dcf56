import Formats
import Foundation
import MaturityModel
import Pages
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("Following up who has begun, who is done and whom to write to")
struct FollowUpTests {
    private func status(
        _ rows: [RosterOrganization],
        _ received: [String: Int] = [:], _ contacts: [String: RoundStatus.Contact] = [:]
    ) throws -> RoundStatus {
        let fixture = try Fixture()
        return RoundStatus(
            round: try fixture.aggregator.reader.round("2026"), roster: rows,
            completeness: received.mapValues {
                SQLiteReader.Completeness(received: $0, quarantined: 0, lastSync: nil)
            }, contacts: contacts)
    }

    private func row(_ id: String, invited: Int?, kind: String = "department") -> RosterOrganization
    {
        RosterOrganization(id, name: id, kind: kind, size: RosterSize(invited: invited))
    }

    @Test("a rate is known only when the invited are, and marked when more came than were invited")
    func rates() throws {
        let status = try status(
            [row("a", invited: 10), row("b", invited: nil), row("c", invited: 2, kind: "company")],
            ["a": 5, "b": 3, "c": 4])
        #expect(status.organizations.map(\.rateText) == ["50 %", "unknown", "200 % (!)"])
        #expect(status.rateNote?.contains("round roster 2026 FILE") == true)
        #expect(status.rateNote?.contains("counted twice") == true)
        #expect(status.organizations.map(\.isOverInvited) == [false, false, true])
        #expect(status.kinds.map(\.kind) == ["company", "department"])
        #expect(status.kinds.map(\.invited) == [2, nil])
        #expect(status.rate == nil && status.received == 12)
    }

    @Test("the rate of a round names the two counts that it is of, and is marked above 100 %")
    func basis() throws {
        let over = try status([row("a", invited: 23)], ["a": 29])
        let part = FollowUpPart(status: over, language: .english, time: LocalTime())
        let figures = part.figures.source
        #expect(figures.contains("126 %"))
        #expect(figures.contains("29 responses of 23 invited: more than invited"))
        #expect(part.kinds.source.contains("More than 100 %"))
        let unknown = FollowUpPart(
            status: try status([row("a", invited: nil)], ["a": 29]), language: .swedish,
            time: LocalTime()
        ).figures.source
        #expect(unknown.contains("okänd") && unknown.contains("29 svar"))
    }

    @Test("where one agreed answer is asked for, the rate is of organizations")
    func jointBasis() throws {
        let joint = RoundStatus(
            round: try Fixture(mode: .joint).aggregator.reader.round("2026"),
            roster: [row("a", invited: 20), row("b", invited: 30)],
            completeness: [
                "a": SQLiteReader.Completeness(received: 1, quarantined: 0, lastSync: nil)
            ])
        let figures = FollowUpPart(status: joint, language: .english, time: LocalTime())
            .figures.source
        #expect(figures.contains("1 joint response of 2 organizations"))
        #expect(!figures.contains("invited"))
    }

    @Test("where one agreed answer is asked for, an organization that gave it is done")
    func joint() throws {
        let fixture = try Fixture(mode: .joint)
        let status = RoundStatus(
            round: try fixture.aggregator.reader.round("2026"),
            roster: [row("a", invited: 20), row("b", invited: nil)],
            completeness: [
                "a": SQLiteReader.Completeness(received: 1, quarantined: 0, lastSync: nil)
            ], contacts: ["a": .init(hasAgent: true), "b": .init(hasAgent: true)])
        #expect(status.organizations.map(\.rate) == [1, 0])
        #expect(status.kinds.map(\.rate) == [0.5])
        #expect(status.rate == 0.5)
        #expect(Reminder.list(status).map(\.organization) == ["b"])
    }

    @Test("an organization has begun when something came in, is kept apart or waits at it")
    func begun() throws {
        let status = try status(
            [row("a", invited: 1), row("b", invited: 1), row("c", invited: 1)], ["a": 1],
            ["b": .init(hasAgent: true, waiting: 2), "c": .init(hasAgent: true, waiting: 0)])
        #expect(status.organizations.map(\.hasBegun) == [true, true, false])
        #expect(status.notBegun == 1 && status.waiting == 2)
    }

    @Test("each organization that is not done is on the list once, with the first thing that lacks")
    func reminders() throws {
        let agent = RoundStatus.Contact(hasAgent: true)
        let status = try status(
            [
                row("done", invited: 2), row("none", invited: 2), row("idle", invited: 2),
                row("stuck", invited: 2), row("half", invited: 2), row("unknown", invited: nil),
            ],
            ["done": 2, "stuck": 1, "half": 1, "unknown": 1],
            [
                "done": agent, "idle": agent, "half": agent, "unknown": agent,
                "stuck": .init(hasAgent: true, waiting: 3),
            ])
        let reminders = Reminder.list(status)
        #expect(
            reminders.map { "\($0.organization) \($0.reason.rawValue)" } == [
                "none no-agent", "idle not-begun", "stuck waiting", "half incomplete",
            ])
        #expect(reminders[2].mailto.hasPrefix("mailto:?subject=Survey%202026%3A%20stuck&body="))
        #expect(reminders.allSatisfy { !$0.mailto.contains(" ") })
    }

    @Test("a mail goes to whom the roster names, and the roster is the same without")
    func addresses() throws {
        let text = """
            id,name,kind,sector,parent,invited,employees,email
            alpha,Alpha,department,,,,,a+b@example.org
            beta,Beta,department,,,,,
            """
        let plain = "id,name,kind\nalpha,Alpha,department\nbeta,Beta,department\n"
        let draft = RoundDraft(id: "mail", questionnaire: Fixture.questionnaireText, roster: text)
        let (round, digest) = try draft.newRound()
        var same = draft
        same.roster = plain
        #expect(try same.newRound().roster == digest)
        #expect(try same.newRound().round.emails == nil)
        let fixture = try Fixture()
        let reader = fixture.aggregator.reader
        _ = try fixture.aggregator.perform(.createRound(round, roster: digest))
        let stored = try reader.round("mail")
        #expect(try reader.emails(round: stored.key) == ["alpha": "a+b@example.org"])
        let reminders = Reminder.list(
            try RoundStatus(
                reader: reader, round: stored,
                roster: reader.roster(round: stored.key).map(\.organization)),
            emails: try reader.emails(round: stored.key))
        #expect(
            reminders.map { $0.mailto.prefix { $0 != "?" } }
                == ["mailto:a%2Bb@example.org", "mailto:"])
        let correction = RosterCorrection(
            round: "mail", before: stored.roster,
            organizations: try reader.roster(round: stored.key).map(\.organization),
            digest: stored.roster,
            emails: ["beta": "b@example.org"])
        _ = try fixture.aggregator.perform(.correctRoster(correction))
        #expect(try reader.emails(round: stored.key) == ["beta": "b@example.org"])
        #expect(try reader.round("mail").rosterVersion == 1)
    }

    @Test(
        "what is no single mail address is a fault of the roster",
        arguments: [
            "nobody", "a@b@c", "a@b,c@d", "a b@c", "<a@b>", "@b", "a@", "å@b",
        ])
    func wrongAddresses(email: String) throws {
        let (roster, faults) = try RosterFile.read(
            Array("id,name,kind,email\na,A,company,\"\(email)\"\n".utf8))
        #expect(roster == nil && faults.map(\.line) == [2] && faults.map(\.column) == [4])
    }

    @Test("a name that a spreadsheet would take for a formula is made inert in the table")
    func formulas() throws {
        let rows = [RosterOrganization("a", name: "=HYPERLINK(1)", kind: "department")]
        let text = String(decoding: Reminder.csv(Reminder.list(try status(rows))), as: UTF8.self)
        #expect(text.contains("a,'=HYPERLINK(1),no-agent"))
    }

    @Test("what agents report is in the status of the store")
    func stored() throws {
        let fixture = try Fixture()
        let reader = fixture.aggregator.reader
        let agent = try #require(try reader.agents().first)
        let report = AgentReport(
            agent: "test/1", time: "2026-03-01T10:00:00Z",
            rounds: [.init(round: "2026", drafts: 1, waiting: 7)],
            freeBytes: nil)
        try fixture.aggregator.store.keep(
            report, of: agent.key, deviceTime: .now(), at: .now())
        let round = try reader.round("2026")
        let status = try RoundStatus(
            reader: reader, round: round,
            roster: reader.roster(round: round.key).map(\.organization))
        #expect(status.organizations.map(\.waiting) == [7, nil, nil])
        #expect(status.organizations.map(\.hasAgent) == [true, true, false])
    }

    @Test("what waits for another round is no reason to think that this one has begun")
    func roundsApart() throws {
        let fixture = try Fixture()
        let reader = fixture.aggregator.reader
        let agent = try #require(try reader.agents().first)
        let round = try reader.round("2026")
        func own(_ rounds: [AgentReport.RoundCounts]) throws -> RoundStatus.Organization {
            let report = AgentReport(
                agent: "test/1", time: "2026-03-01T10:00:00Z", rounds: rounds, freeBytes: nil)
            try fixture.aggregator.keep(report, of: agent)
            let status = try RoundStatus(
                reader: reader, round: round,
                roster: reader.roster(round: round.key).map(\.organization))
            return try #require(status.organizations.first)
        }
        let other = AgentReport.RoundCounts(round: "2027", drafts: 2, waiting: 7)
        #expect(try own([other]).waiting == 0)
        #expect(try own([other]).hasBegun == false)
        let drafted = try own([other, .init(round: "2026", drafts: 1)])
        #expect(drafted.waiting == 0 && drafted.hasBegun)
        #expect(try own([other, .init(round: "2026", waiting: 3)]).waiting == 3)
        #expect(try own([]).waiting == 0)
    }

    @Test("an agent that does not tell rounds apart counts for every round")
    func roundsTogether() throws {
        let fixture = try Fixture()
        let reader = fixture.aggregator.reader
        let agent = try #require(try reader.agents().first)
        let text =
            #"{"agent":"a/1","time":"2026-03-01T10:00:00Z","drafts":0,"waiting":7,"unsettled":0}"#
        let report = try JSONDecoder().decode(AgentReport.self, from: Data(text.utf8))
        try fixture.aggregator.keep(report, of: agent)
        let kept = try #require(try reader.reports()[agent.key])
        #expect(kept.rounds == nil && kept.waiting(in: "2026") == 7)
        let wrong = AgentReport(
            agent: "a/1", time: "2026-03-01T10:00:00Z", rounds: [.init(round: "../x", waiting: 1)],
            freeBytes: nil)
        #expect(throws: Problem.self) { try fixture.aggregator.keep(wrong, of: agent) }
    }

    @Test("a report of more rounds than it may tell apart has their sums alone")
    func manyRounds() {
        func report(_ count: Int) -> AgentReport {
            AgentReport(
                agent: "a/1", time: "2026-03-01T10:00:00Z",
                rounds: (0..<count).map { .init(round: "r\($0)", waiting: 2) }, freeBytes: nil)
        }
        let most = Limits.reportRoundsMaximum
        #expect(report(most).rounds?.count == most)
        #expect(report(most + 1).rounds == nil)
        #expect(report(most + 1).waiting == 2 * (most + 1))
    }
}
