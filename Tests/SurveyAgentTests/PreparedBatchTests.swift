import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("The batch that is prepared while another is on its way")
struct PreparedBatchTests {
    private let form = BodyForm(bytesMaximum: 1_000_000, coding: .gzip)

    @Test("It is the request that would be made later", arguments: ContentCoding.allCases)
    func same(coding: ContentCoding) throws {
        let form = BodyForm(bytesMaximum: 1_000_000, coding: coding)
        let setting = try SyncSetting(waiting: 30)
        let ahead = try #require(
            PreparedBatch(
                setting.entries, of: "2026", form: form, from: setting.disk))
        let later = try BatchBody(
            setting.entries, from: setting.spool, bytesMaximum: form.bytesMaximum)
        #expect(ahead.request == later.request(round: "2026", coding: coding))
        #expect(ahead.request.value(of: "Content-Encoding") == coding.rawValue)
        #expect(ahead.body.sent == setting.entries)
    }

    @Test("It ends where the limit is, as the request does")
    func limit() throws {
        let setting = try SyncSetting(waiting: 3)
        let form = BodyForm(
            bytesMaximum: setting.responses[0].bytes.count * 2 + 2, coding: .gzip)
        let ahead = try #require(
            PreparedBatch(
                setting.entries, of: "2026", form: form, from: setting.disk))
        #expect(ahead.body.sent == Array(setting.entries.prefix(2)))
    }

    @Test(
        "A file that is altered or gone is left as it is, and nothing is prepared",
        arguments: [true, false])
    func altered(isGone: Bool) throws {
        let setting = try SyncSetting(waiting: 2)
        setting.disk.tamper(setting.entries[1].path, isGone ? nil : [1, 2])
        let files = setting.disk.files
        #expect(
            PreparedBatch(
                setting.entries, of: "2026", form: form, from: setting.disk) == nil)
        #expect(setting.disk.files == files)
    }

    @Test("An altered response of a later batch is set aside and counted as ever")
    func alteredLater() throws {
        let setting = try SyncSetting(waiting: 250)
        setting.disk.tamper(setting.entries[200].path, [1, 2])
        let summary = try setting.run().summary
        #expect((summary.accepted, summary.altered, summary.waiting) == (249, 1, 0))
        #expect(try setting.count(.quarantine) == 1)
    }

    @Test("After a request without an answer, what was prepared for later is sent in its turn")
    func afterFailure() throws {
        let setting = try SyncSetting(waiting: 350)
        setting.server.mishaps = [nil, .answerLost]
        let summary = try setting.run().summary
        #expect((summary.sent, summary.waiting) == (350, 0))
        #expect(setting.server.stored.count == 350)
    }

    @Test("What comes after a batch is what the sync then asks for, and guessing changes nothing")
    func upcoming() throws {
        var machine = SyncMachine(triesMaximum: nil)
        let setting = try SyncSetting(waiting: 350)
        let limits = Hello.Announced(bodyBytes: 8_388_608, batchResponses: 10_000)
        machine.handle(.greeted(Greeting(limits: limits)), random: 0)
        machine.handle(.roundsFetched(needing: [], sentTo: [], released: []), random: 0)
        machine.handle(.loaded(waiting: setting.entries, compared: []), random: 0)
        var sizes: [Int] = []
        while case .send(_, let batch) = machine.next() {
            let guess = machine.upcoming(after: batch, bytes: 1_000)
            #expect(machine.next() == .send(round: "2026", batch))
            let rulings = batch.map {
                Ruling(entry: $0, verdict: .accepted, receipt: nil, problem: nil)
            }
            let answer = BatchAnswer(
                sent: batch, dropped: [], rulings: rulings, bytes: 1_000, seconds: 1)
            machine.handle(.answered(answer), random: 0)
            if case .send(_, let next) = machine.next() {
                #expect(guess == next)
            } else {
                #expect(guess.isEmpty)
            }
            sizes.append(batch.count)
        }
        #expect(sizes == [100, 200, 50])
    }
}
