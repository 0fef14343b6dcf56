import Foundation
import MaturityModel
import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("Every response gets a verdict of its own")
struct VerdictTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture()
    }

    @Test("the same bytes again are a duplicate with the first receipt")
    func duplicate() throws {
        let line = fixture.response(1).sealed()
        let first = try fixture.store([line])
        let second = try fixture.store([line, line])
        #expect(first.map(\.verdict) == [.accepted])
        #expect(second.map(\.verdict) == [.duplicate, .duplicate])
        #expect(Set(second.map(\.sequence)) == [first[0].sequence])
        #expect(second[0].received == first[0].received)
        #expect(try fixture.stored().map(\.bytes) == [line])
    }

    @Test("other bytes under the same id and revision are quarantined, and the first stay")
    func conflict() throws {
        let line = fixture.response(1).sealed()
        let other = fixture.response(1, codes: ["3", "3", "3"]).sealed()
        _ = try fixture.store([line])
        let outcome = try fixture.store([other])
        #expect(outcome.map(\.verdict) == [.quarantined])
        #expect(outcome[0].problem?.code == .bytesConflict)
        #expect(try fixture.stored().map(\.bytes) == [line])
        let again = try fixture.store([other])
        #expect(again[0].sequence == outcome[0].sequence, "quarantine is kept once")
    }

    @Test("a revision that names what it replaces is accepted and counts")
    func revision() throws {
        let first = fixture.response(1)
        var second = fixture.response(1, codes: ["3", "3", "3"])
        second.revision = 2
        second.replaces = Digest.sha256(of: first.sealed())
        let outcomes = try fixture.store([first.sealed(), second.sealed()])
        #expect(outcomes.map(\.verdict) == [.accepted, .accepted])
        let inputs = try FrozenAnswers(
            reader: fixture.aggregator.reader, round: fixture.aggregator.reader.round("2026"))
        #expect(inputs.count == 1)
        #expect(
            inputs.organizations["alpha"]?.column(0).first == 2, "the newest answer is option 3")
    }

    @Test("a revision that arrives before the one it replaces leaves that one superseded")
    func reordered() throws {
        let first = fixture.response(1)
        var second = fixture.response(1, codes: ["3", "3", "3"])
        second.revision = 2
        second.replaces = Digest.sha256(of: first.sealed())
        #expect(try fixture.store([second.sealed()]).map(\.verdict) == [.accepted])
        #expect(try fixture.store([first.sealed()]).map(\.verdict) == [.superseded])
        #expect(try fixture.stored().count == 2)
        #expect(try fixture.store([first.sealed()]).map(\.verdict) == [.duplicate])
    }

    @Test("a revision that replaces other bytes than the stored ones is quarantined")
    func broken() throws {
        _ = try fixture.store([fixture.response(1).sealed()])
        var second = fixture.response(1, codes: ["2", "2", "2"])
        second.revision = 2
        second.replaces = Digest.sha256(of: "something else".utf8)
        let outcome = try fixture.store([second.sealed()])
        #expect(outcome[0].problem?.code == .revisionConflict)
    }

    @Test("a second response of the same respondent is quarantined")
    func respondent() throws {
        var other = fixture.response(2)
        other.respondent = fixture.response(1).respondent
        let outcomes = try fixture.store([fixture.response(1).sealed(), other.sealed()])
        #expect(outcomes.map(\.verdict) == [.accepted, .quarantined])
        #expect(outcomes[1].problem?.code == .respondentRepeated)
    }

    @Test("in a joint round an organization's second response is quarantined")
    func joint() throws {
        let joint = try Fixture(mode: .joint)
        let outcomes = try joint.store([joint.response(1).sealed(), joint.response(2).sealed()])
        #expect(outcomes.map(\.verdict) == [.accepted, .quarantined])
        let other = try joint.store(
            [joint.response(3, organization: "beta").sealed()], from: joint.sender("beta"))
        #expect(other.map(\.verdict) == [.accepted])
    }

    @Test("what arrives after closing is quarantined, unless it was stored before")
    func late() throws {
        let early = fixture.response(1).sealed()
        _ = try fixture.store([early])
        let outcomes = try fixture.store(
            [early, fixture.response(2).sealed()], from: fixture.sender(admission: .late))
        #expect(outcomes.map(\.verdict) == [.duplicate, .quarantined])
        #expect(outcomes[1].problem?.code == .arrivedAfterClosing)
    }

    @Test("a round whose closing time has come takes no more responses")
    func closing() throws {
        let closed = try Fixture(closes: .now().adding(seconds: -1))
        let outcome = try closed.store([closed.response(1).sealed()])
        #expect(outcome[0].problem?.code == .arrivedAfterClosing)
    }

    @Test("an organization that is not on the roster has its responses quarantined")
    func offRoster() throws {
        let sender = try fixture.sender()
        let stranger = BatchSender(
            round: sender.round, organization: ("delta", nil), agent: sender.agent,
            index: sender.index, admission: .open)
        let outcome = try fixture.store(
            [fixture.response(1, organization: "delta").sealed()], from: stranger)
        #expect(outcome[0].problem?.code == .organizationNotOnRoster)
        #expect(outcome[0].verdict == .quarantined)
    }

    @Test("faulty responses are refused one by one, and the rest of the batch is accepted")
    func faulty() throws {
        var unknownItem = fixture.response(2)
        unknownItem.answers.append(Response.Answer(item: "q9", code: "1"))
        var unknownOption = fixture.response(3)
        unknownOption.answers[0].code = "9"
        var otherRound = fixture.response(4)
        otherRound.round = "2025"
        var background = fixture.response(5)
        background.background = [Response.Answer(item: "role", code: "king")]
        var twice = fixture.response(6)
        twice.answers.append(twice.answers[0])
        var otherQuestionnaire = fixture.response(7)
        otherQuestionnaire.questionnaire = Digest.sha256(of: "other".utf8)
        var lines = [
            fixture.response(1), unknownItem, unknownOption, otherRound, background, twice,
            otherQuestionnaire, fixture.response(8, organization: "beta"), fixture.response(9),
        ].map { $0.sealed() }
        lines.insert(Array("{not json".utf8), at: 1)
        lines.insert([0xFF, 0xFE], at: 1)
        let outcomes = try fixture.store(lines)
        let codes = outcomes.map { $0.problem?.code }
        #expect(
            codes == [
                nil, .responseMalformed, .responseMalformed, .itemUnknown, .optionUnknown,
                .roundMismatch, .backgroundUnknown, .memberRepeated, .questionnaireUnknown,
                .organizationNotYours, nil,
            ])
        #expect(try fixture.stored().count == 2)
    }
}
