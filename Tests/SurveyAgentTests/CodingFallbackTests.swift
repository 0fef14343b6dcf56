import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What a sync does where zstd is not let through")
struct CodingFallbackTests {
    /// Something between agent and server that does not know zstd; it lets everything else pass.
    private final class Middlebox: Transport {
        let server: FakeServer
        let mishap: FakeServer.Mishap
        private(set) var refused = 0

        init(before server: FakeServer, _ mishap: FakeServer.Mishap) {
            (self.server, self.mishap) = (server, mishap)
        }

        func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
            guard request.value(of: "Content-Encoding") == "zstd" else {
                return try server.send(request)
            }
            refused += 1
            if case .lost = mishap {
                throw CurlTable.fault(result: 56, text: "Connection reset by peer", server: "fake")
            }
            return try server.answer(mishap) { TransportReply(status: 500) }
        }
    }

    private func fault(_ code: String, sent coding: ContentCoding? = .zstd) -> TransportFault {
        var fault = TransportFault(code, .stop, .failed, reason: "", hint: "")
        fault.bodyCoding = coding
        return fault
    }

    @Test("Bodies are compressed with zstd where the server takes it, and else with gzip")
    func codings() throws {
        for (announced, used) in [([ContentCoding.zstd, .gzip], "zstd"), ([.gzip], "gzip")] {
            let setting = try SyncSetting(waiting: 150)
            setting.server.hello = Hello(
                server: "server-1", epoch: 1, group: "", time: ""
            ).taking(announced)
            #expect(try setting.run().summary == SyncSummary(sent: 150, accepted: 150))
            #expect(setting.server.codings == [used, used])
            #expect(Set(setting.server.stored.values) == Set(setting.responses.map(\.bytes)))
        }
    }

    @Test(
        "What something on the way says against zstd costs one request, and gzip goes on",
        arguments: [400, 403, 405, 406, 415, 422, 500, 501, 502])
    func refusedOnTheWay(status: Int) throws {
        let setting = try SyncSetting(waiting: 150)
        let middlebox = Middlebox(before: setting.server, .status(status))
        let outcome = try setting.run(triesMaximum: 1, through: middlebox)
        #expect(outcome.fault == nil)
        #expect(outcome.summary == SyncSummary(sent: 150, accepted: 150))
        #expect(setting.server.codings == ["gzip", "gzip"])
        #expect(middlebox.refused == 1)
        #expect(setting.pause.waits.isEmpty)
    }

    @Test("A broken connection or a page in the answer's place leads to gzip, after a wait")
    func brokenOnTheWay() throws {
        for mishap in [FakeServer.Mishap.lost, .captivePortal, .status(302)] {
            let setting = try SyncSetting(waiting: 150)
            let middlebox = Middlebox(before: setting.server, mishap)
            #expect(
                try setting.run(through: middlebox).summary
                    == SyncSummary(sent: 150, accepted: 150))
            #expect(Set(setting.server.codings) == ["gzip"])
            #expect(middlebox.refused == 2)
            #expect(setting.pause.waits.count == 2)
        }
    }

    @Test("A single broken connection is no reason to leave zstd")
    func brokenOnce() throws {
        let setting = try SyncSetting(waiting: 150)
        setting.server.mishaps = [.answerLost]
        #expect(try setting.run().fault == nil)
        #expect(Set(setting.server.codings) == ["zstd"])
    }

    @Test("The server's own word that it does not take the coding leads to gzip at once")
    func refusedByServer() throws {
        let setting = try SyncSetting(waiting: 150)
        let middlebox = Middlebox(before: setting.server, .problem(.encodingUnsupported))
        #expect(
            try setting.run(through: middlebox).summary == SyncSummary(sent: 150, accepted: 150))
        #expect(setting.server.codings == ["gzip", "gzip"])
        #expect(setting.pause.waits.isEmpty)
    }

    @Test("What the server says of itself keeps its meaning, whatever its status")
    func serversOwn() throws {
        let codes = [
            ProblemCode.agentRevoked, .certificateExpired, .storageFailed, .bodyMalformed,
        ]
        for code in codes {
            let setting = try SyncSetting(waiting: 150)
            let middlebox = Middlebox(before: setting.server, .problem(code))
            let outcome = try setting.run(triesMaximum: 1, through: middlebox)
            #expect(outcome.fault?.code == code.rawValue)
            #expect(middlebox.refused == 1 && setting.server.codings.isEmpty)
        }
    }

    @Test("A sign-in, an address, a size or a time has nothing to do with the coding")
    func otherStatuses() {
        for status in [401, 404, 407, 408, 413, 425, 429, 503, 504] {
            #expect(!CodingFallback.isAtOnce(after: fault("http-\(status)")))
        }
        var later = fault("http-500")
        later.retryAfterSeconds = 60
        #expect(!CodingFallback.isAtOnce(after: later))
    }

    @Test("What was sent with gzip or without is not sent again for its coding's sake")
    func otherCodings() {
        for coding in [ContentCoding.gzip, nil] {
            #expect(!CodingFallback.isAtOnce(after: fault("http-403", sent: coding)))
            #expect(
                CodingFallback.coding(
                    after: fault("curl-56", sent: coding), failures: 9, now: .zstd) == .zstd)
        }
    }

    @Test("When gzip is refused as well, the fault means what it says")
    func refusedBoth() throws {
        let setting = try SyncSetting(waiting: 150)
        setting.server.mishaps = [.status(403), .status(403)]
        let outcome = try setting.run()
        #expect(outcome.fault?.code == "http-403")
        #expect(outcome.fault?.exit == .unreachable)
        #expect(outcome.summary == SyncSummary(waiting: 150))
        #expect(setting.server.paths.filter { $0.hasSuffix("/responses") }.count == 2)
    }
}
