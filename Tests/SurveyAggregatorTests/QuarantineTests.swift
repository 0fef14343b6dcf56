import Foundation
import MaturityModel
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("A person decides about what is kept apart, and nothing is dropped")
struct QuarantineTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture()
    }

    private func decide(
        _ number: Int64?, accept: Bool, reason: String = "looked at", keepsOthers: Bool = false
    ) throws {
        _ = try fixture.aggregator.perform(
            .decide(
                QuarantineDecision(
                    number: try #require(number), isAccepted: accept, reason: reason,
                    keepsOthers: keepsOthers)))
    }

    private func counted() throws -> [UInt8] {
        let inputs = try FrozenAnswers(
            reader: fixture.aggregator.reader, round: fixture.aggregator.reader.round("2026"))
        return inputs.organizations["alpha"]?.column(0).map { $0 } ?? []
    }

    private func undecided() throws -> [Int64] {
        try fixture.aggregator.reader.quarantine(decided: false).map(\.number)
    }

    @Test("what arrived after closing counts once it is accepted, and is a duplicate from then on")
    func late() throws {
        let line = fixture.response(1).sealed()
        let sender = try fixture.sender(admission: .late)
        let kept = try fixture.store([line], from: sender)[0]
        #expect(try undecided() == [kept.sequence] && counted().isEmpty)
        try decide(kept.sequence, accept: true)
        try decide(kept.sequence, accept: true)
        #expect(try undecided().isEmpty)
        #expect(try counted() == [0])
        let again = try fixture.store([line], from: sender)[0]
        #expect(again.verdict == .duplicate && again.received == kept.received)
        #expect(again.sequence != kept.sequence, "its place among what counts is its own")
        #expect(try fixture.store([line])[0] == again)
        #expect(try fixture.stored().map(\.bytes) == [line])
    }

    @Test("what was rejected is refused with the reason, for ever, and can be accepted later")
    func rejected() throws {
        let line = fixture.response(1).sealed()
        let sender = try fixture.sender(admission: .late)
        let kept = try fixture.store([line], from: sender)[0]
        try decide(kept.sequence, accept: false, reason: "Filled in twice.")
        for admission in [StoredRound.Admission.late, .open] {
            let again = try fixture.store([line], from: fixture.sender(admission: admission))[0]
            #expect(again.verdict == .refused)
            #expect(again.problem == Problem(.responseRejected, "Filled in twice."))
        }
        #expect(try undecided().isEmpty && counted().isEmpty && fixture.stored().isEmpty)
        try decide(kept.sequence, accept: true)
        #expect(try fixture.store([line])[0].verdict == .duplicate)
        #expect(throws: AggregatorError.self) { try decide(kept.sequence, accept: false) }
    }

    @Test("a response stays in quarantine when its reason has gone, until a person decides")
    func reopened() throws {
        let line = fixture.response(1).sealed()
        let kept = try fixture.store([line], from: fixture.sender(admission: .late))[0]
        let again = try fixture.store([line])[0]
        #expect(again == kept)
        #expect(try fixture.stored().isEmpty)
    }

    @Test("of two versions of one revision the one that a person takes counts, both are kept")
    func conflict() throws {
        let first = fixture.response(1, codes: ["1", "1", "1"])
        let second = fixture.response(1, codes: ["3", "3", "3"])
        _ = try fixture.store([first.sealed()])
        let kept = try fixture.store([second.sealed()])[0]
        #expect(kept.problem?.code == .bytesConflict)
        try decide(kept.sequence, accept: true)
        #expect(try counted() == [2])
        #expect(try fixture.stored().map(\.bytes) == [first.sealed(), second.sealed()])
        let both = try fixture.store([first.sealed(), second.sealed()])
        #expect(both.map(\.verdict) == [.duplicate, .duplicate])
        for base in [first, second] {
            var next = fixture.response(1, codes: ["2", "2", "2"])
            next.revision = 2
            next.replaces = Digest.sha256(of: base.sealed())
            next.completedAt =
                base.answers[0].code == "1" ? next.completedAt : "2026-03-02T09:00:00Z"
            let verdict = try fixture.store([next.sealed()])[0].verdict
            #expect(verdict == (base == first ? .accepted : .quarantined))
        }
    }

    @Test("of two responses of one respondent the one that a person takes counts")
    func respondent() throws {
        let first = fixture.response(1, codes: ["1", "1", "1"])
        var second = fixture.response(2, codes: ["3", "3", "3"])
        second.respondent = first.respondent
        _ = try fixture.store([first.sealed()])
        let kept = try fixture.store([second.sealed()])[0]
        #expect(kept.problem?.code == .respondentRepeated)
        try decide(kept.sequence, accept: true)
        #expect(try counted() == [2])
        #expect(try status() == 1)
        var edited = fixture.response(1, codes: ["2", "2", "2"])
        edited.revision = 2
        edited.replaces = Digest.sha256(of: first.sealed())
        let outcome = try fixture.store([edited.sealed()])[0]
        #expect(outcome.problem?.code == .respondentRepeated, "the other one counts instead")
        try decide(outcome.sequence, accept: true)
        #expect(try counted() == [1], "now the edited first one counts")
        #expect(try fixture.stored().count == 3)
    }

    private func status() throws -> Int? {
        let round = try fixture.aggregator.reader.round("2026")
        return try fixture.aggregator.reader.completeness(round: round.key)["alpha"]?.received
    }

    @Test("two persons who were given one label both count when a person says so")
    func beside() throws {
        var second = fixture.response(2, codes: ["3", "3", "3"])
        second.respondent = fixture.response(1).respondent
        _ = try fixture.store([fixture.response(1).sealed()])
        let kept = try fixture.store([second.sealed()])[0]
        try decide(kept.sequence, accept: true, keepsOthers: true)
        #expect(try counted() == [0, 2])
    }

    @Test("what answers another questionnaire is accepted only when every answer fits this one")
    func questionnaire() throws {
        var fitting = fixture.response(1)
        fitting.questionnaire = Digest.sha256(of: "older".utf8)
        var other = fixture.response(2)
        other.questionnaire = fitting.questionnaire
        other.answers[0].item = "q9"
        let kept = try fixture.store([fitting.sealed(), other.sealed()])
        #expect(kept.map(\.verdict) == [.quarantined, .quarantined])
        try decide(kept[0].sequence, accept: true)
        #expect(try counted() == [0])
        let error = #expect(throws: AggregatorError.self) {
            try decide(kept[1].sequence, accept: true)
        }
        #expect(error?.code == .responseUnfit && error?.reason.contains("q9") == true)
        #expect(try undecided() == [kept[1].sequence])
    }

    @Test("a response from outside the roster cannot count, and is kept")
    func roster() throws {
        let line = fixture.response(1, organization: "delta").sealed()
        let kept = try fixture.store([line], from: fixture.sender("delta"))[0]
        #expect(kept.problem?.code == .organizationNotOnRoster)
        let entry = try #require(
            try fixture.aggregator.reader.quarantine(decided: false).first)
        #expect(entry.number == kept.sequence)
    }

    @Test("an earlier revision that the stored later one does not replace is quarantined")
    func reordered() throws {
        let first = fixture.response(1)
        var second = fixture.response(1, codes: ["3", "3", "3"])
        second.revision = 2
        second.replaces = Digest.sha256(of: "something else".utf8)
        #expect(try fixture.store([second.sealed()])[0].verdict == .accepted)
        let outcome = try fixture.store([first.sealed()])[0]
        #expect(outcome.verdict == .quarantined && outcome.problem?.code == .revisionConflict)
        try decide(outcome.sequence, accept: true)
        #expect(try counted() == [2], "the newer revision still counts")
    }

    @Test("a returned response is listed until a newer revision answers it")
    func returned() throws {
        let first = fixture.response(1)
        let late = fixture.response(2)
        _ = try fixture.store([first.sealed()])
        let kept = try fixture.store([late.sealed()], from: fixture.sender(admission: .late))[0]
        for name in [first.id.description, late.id.description] {
            _ = try fixture.aggregator.perform(
                .giveBack(response: name, reason: "The unit is not yours."))
        }
        let reader = fixture.aggregator.reader
        let round = try reader.round("2026").key
        let list = try reader.returns(round: round, organization: "alpha")
        #expect(list.map(\.id) == [first.id, late.id])
        #expect(Set(list.map(\.reason)) == ["The unit is not yours."])
        #expect(try reader.returns(round: round, organization: "beta").isEmpty)
        #expect(try counted() == [0], "it counts until its correction arrives")
        let again = try fixture.store([late.sealed()], from: fixture.sender(admission: .late))[0]
        #expect(again.problem == Problem(.responseReturned, "The unit is not yours."))
        #expect(again.sequence == kept.sequence)
        for response in [first, late] {
            var corrected = response
            corrected.revision = 2
            corrected.replaces = Digest.sha256(of: response.sealed())
            #expect(try fixture.store([corrected.sealed()])[0].verdict == .accepted)
        }
        #expect(try reader.returns(round: round, organization: "alpha").isEmpty)
        #expect(throws: AggregatorError.self) {
            try fixture.aggregator.perform(.giveBack(response: "nobody", reason: "why"))
        }
    }

    @Test("a response returned again has the new reason, and both are in the audit log")
    func returnedTwice() throws {
        let response = fixture.response(1)
        _ = try fixture.store([response.sealed()])
        var replaced: [String?] = []
        for reason in ["The unit is not yours.", "The date is wrong, too."] {
            let reply = try fixture.aggregator.perform(
                .giveBack(response: response.id.description, reason: reason))
            guard case .returned(let earlier) = reply else {
                Issue.record("\(reply)")
                return
            }
            replaced.append(earlier)
        }
        #expect(replaced == [nil, "The unit is not yours."])
        let reader = fixture.aggregator.reader
        let list = try reader.returns(round: reader.round("2026").key, organization: "alpha")
        #expect(list.map(\.reason) == ["The date is wrong, too."])
        let reasons = try fixture.texts(
            "SELECT detail FROM audit WHERE action = 'response returned' ORDER BY sequence")
        #expect(reasons == ["The unit is not yours.", "The date is wrong, too."])
    }

    @Test(
        "no response is returned once the results of its round are published",
        arguments: [("published", "round withdraw 2026"), ("archived", "nothing can be changed")])
    func returnedTooLate(state: String, advice: String) throws {
        let (first, late) = (fixture.response(1), fixture.response(2))
        _ = try fixture.store([first.sealed()])
        _ = try fixture.store([late.sealed()], from: fixture.sender(admission: .late))
        try fixture.tamper("UPDATE round SET state = '\(state)'")
        for response in [first, late] {
            let error = #expect(throws: AggregatorError.self) {
                try fixture.aggregator.perform(
                    .giveBack(response: response.id.description, reason: "Too late."))
            }
            #expect(error?.code == .roundStateWrong)
            #expect(error?.reason.contains("2026 is \(state)") == true)
            #expect(error?.hint.contains(advice) == true)
        }
        #expect(try fixture.texts("SELECT reason FROM returned") == [])
    }

    @Test("a reason is one line of text within its limit")
    func reasons() throws {
        let kept = try fixture.store(
            [fixture.response(1).sealed()], from: fixture.sender(admission: .late))[0]
        for reason in ["", "two\nlines", String(repeating: "é", count: 501)] {
            #expect(throws: AggregatorError.self) {
                try decide(kept.sequence, accept: false, reason: reason)
            }
        }
        #expect(try undecided() == [kept.sequence])
    }
}
