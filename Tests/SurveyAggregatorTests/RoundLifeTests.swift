import Foundation
import MaturityModel
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("The life of a round")
struct RoundLifeTests {
    private let now = Timestamp(milliseconds: 1_800_000_000_000)

    @Test("every step is taken or refused by one table")
    func steps() {
        let open: Set<[RoundState]> = [
            [.draft, .open], [.closed, .open], [.open, .draft], [.open, .closed],
            [.published, .closed], [.published, .archived], [.closed, .published],
        ]
        let facts = RoundLife.Facts(publications: 1)
        for state in RoundState.allCases {
            for next in RoundState.allCases where next != state {
                let objection = RoundLife.objection(from: state, to: next, facts, at: now)
                #expect((objection == nil) == open.contains([state, next]), "\(state) \(next)")
            }
        }
    }

    @Test("a round does not open after its closing time, nor become a draft with responses in it")
    func opening() {
        func objects(_ state: RoundState, _ next: RoundState, _ facts: RoundLife.Facts) -> Bool {
            RoundLife.objection(from: state, to: next, facts, at: now) != nil
        }
        #expect(objects(.draft, .open, .init(closes: now)))
        #expect(!objects(.draft, .open, .init(closes: now.adding(seconds: 1))))
        #expect(objects(.open, .draft, .init(hasResponses: true)))
    }

    @Test("results are released from a snapshot, once nothing waits for a decision")
    func publishing() {
        func objects(_ facts: RoundLife.Facts) -> Bool {
            RoundLife.objection(from: .closed, to: .published, facts, at: now) != nil
        }
        #expect(objects(.init()))
        #expect(objects(.init(undecided: 1, publications: 1)))
        #expect(!objects(.init(publications: 1)))
    }

    @Test("the store moves a round, records it, and says why it does not")
    func moves() throws {
        let fixture = try Fixture()
        let aggregator = fixture.aggregator
        _ = try fixture.store([fixture.response(1).sealed()])
        #expect(throws: AggregatorError.self) {
            try aggregator.perform(.moveRound("2026", to: .draft))
        }
        _ = try aggregator.perform(.moveRound("2026", to: .closed))
        _ = try aggregator.perform(.moveRound("2026", to: .closed))
        _ = try aggregator.perform(.moveRound("2026", to: .open))
        let log = try aggregator.reader.audit(after: 0, limit: 100)
        #expect(
            log.filter { $0.object == "2026" }.map { "\($0.action), \($0.detail)" } == [
                "round created, ", "round open, was draft", "round closed, was open",
                "round open, was closed",
            ])
    }

    @Test("an open round whose closing time has passed is called so, whoever set it")
    func pastClosing() {
        let past = RoundDates(closes: now)
        let later = RoundDates(closes: now.adding(seconds: 1))
        #expect(round(.open, past).standing(at: now) == "open, past its closing time")
        #expect(round(.open, later).standing(at: now) == "open")
        #expect(round(.open).standing(at: now) == "open")
        #expect(round(.closed, past).standing(at: now) == "closed")
        func remark(_ dates: RoundDates, _ organization: String?, _ round: StoredRound) -> String? {
            RoundCommand.Dates.remark(dates, of: organization, in: round, at: now)
        }
        #expect(
            remark(past, nil, round(.open, past))
                == "the closing time has passed: responses that arrive from now on are held for a "
                + "decision; close the round with `survey-aggregator round close r`")
        #expect(remark(past, nil, round(.open, late: .accept, past))?.contains("count") == true)
        #expect(remark(past, "alpha", round(.open))?.contains("of alpha has passed") == true)
        #expect(remark(later, "alpha", round(.open, past)) == nil)
        #expect(remark(later, nil, round(.open, later)) == nil)
        #expect(remark(past, nil, round(.draft, past)) == nil)
    }

    private func round(
        _ state: RoundState, late: LateRule = .quarantine, _ dates: RoundDates = RoundDates()
    ) -> StoredRound {
        StoredRound(
            key: 1, id: "r", state: state, mode: .respondents, opens: dates.opens,
            closes: dates.closes, questionnaire: AuditEntry.beginning,
            roster: AuditEntry.beginning, minimumRespondents: 5, minimumOrganizations: 3,
            late: late, rosterVersion: 1)
    }

    @Test("`none` names no date, and anything else that is no time is refused")
    func noDate() throws {
        let text = "2026-03-01T08:00:00Z"
        let moment = Timestamp(text)
        #expect(try RoundCommand.moment("none", "closes", clearing: "none") == nil)
        #expect(try RoundCommand.moment(text, "closes", clearing: "none") == moment)
        #expect(throws: (any Error).self) {
            try RoundCommand.moment("nobody", "closes", clearing: "none")
        }
        #expect(throws: (any Error).self) { try RoundCommand.moment("none", "closes") }
        let line = RoundCommand.Dates.line(RoundDates(closes: moment), of: "alpha", in: "2026")
        #expect(line == "round 2026 for alpha opens -, closes 2026-03-01T08:00:00Z")
    }

    @Test("responses are taken by state, date and the round's rule for late ones")
    func admission() {
        let past = now.adding(seconds: -1)
        let over = RoundDates(closes: past)
        let ahead = RoundDates(opens: now.adding(seconds: 1))
        #expect(round(.draft).admission(at: now) == .notYet)
        #expect(round(.open).admission(at: now) == .open)
        #expect(round(.open, ahead).admission(at: now) == .notYet)
        for state in [RoundState.open, .closed] {
            #expect(round(state, over).admission(at: now) == .late)
            #expect(round(state, late: .accept, over).admission(at: now) == .open)
        }
        for state in [RoundState.published, .archived] {
            #expect(round(state, late: .accept).admission(at: now) == .late)
        }
    }

    @Test("an organization's own dates come before the round's, while the round is open")
    func ownDates() throws {
        let over = round(.open, RoundDates(closes: now.adding(seconds: -1)))
        let later = RoundDates(closes: now.adding(seconds: 60))
        #expect(over.admission(at: now, own: later) == .open)
        #expect(round(.closed).admission(at: now, own: later) == .late)
        let fixture = try Fixture(closes: now)
        _ = try fixture.aggregator.perform(
            .setDates(later, round: "2026", organization: "alpha"))
        let rounds = fixture.aggregator.rounds
        #expect(try rounds.rounds(of: "alpha").map(\.closes) == [later.closes?.text])
        #expect(try rounds.rounds(of: "beta").map(\.closes) == [now.text])
        #expect(throws: AggregatorError.self) {
            try fixture.aggregator.perform(.setDates(later, round: "2026", organization: "nobody"))
        }
        #expect(throws: AggregatorError.self) {
            try fixture.aggregator.perform(
                .setDates(
                    RoundDates(opens: now, closes: now), round: "2026", organization: nil))
        }
    }

    @Test("a state that a later version adds is read as closed")
    func laterState() throws {
        let text = Data(#"["draft","open","closed","published","archived","celebrated"]"#.utf8)
        let states = try JSONDecoder().decode([RoundState].self, from: text)
        #expect(states == [.draft, .open, .closed, .published, .archived, .closed])
    }
}
