import Foundation
import GRDB
import MaturityModel
import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("The store keeps what it has said it keeps")
struct StoreTests {
    @Test("the writer runs with a write-ahead log and full synchronization")
    func durability() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("survey.sqlite"))
        let (journal, synchronous) = try store.durability()
        #expect(journal == "wal")
        #expect(synchronous == 2)
    }

    @Test("a new store has large pages, and one with small pages checkpoints at as many bytes")
    func pages() throws {
        let folder = try TemporaryFolder()
        let small = try DatabaseQueue(path: folder.path("small.sqlite"))
        try small.write { database in
            try database.execute(sql: "CREATE TABLE earlier (number INTEGER)")
        }
        try small.close()
        for (name, bytes) in [("survey.sqlite", 8_192), ("small.sqlite", 4_096)] {
            let store = try SQLiteStore(path: folder.path(name))
            try store.queue.writeWithoutTransaction { database in
                #expect(try Int.fetchOne(database, sql: "PRAGMA page_size") == bytes)
                let pages = try Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint")
                #expect(pages == 32 * 1_048_576 / bytes)
            }
        }
    }

    @Test("a text with a zero byte is read back whole")
    func zeroByte() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("survey.sqlite"))
        let text = try store.write { database -> String? in
            let statement = try RawStatement(database, sql: "SELECT ?")
            statement.bind("A\u{0}B", at: 1)
            defer { statement.finish() }
            return try statement.step() ? statement.text(0) : nil
        }
        #expect(text == "A\u{0}B")
    }

    @Test("a data folder has one writer at a time, and a dead one gives its place back")
    func lock() throws {
        let fixture = try Fixture()
        #expect(try Aggregator(folder: fixture.folder) == nil)
        let path = try TemporaryFolder()
        var first = try FolderLock(path: path.path("lock"))
        #expect(try FolderLock(path: path.path("lock")) == nil)
        #expect(first != nil)
        first = nil
        #expect(try FolderLock(path: path.path("lock")) != nil)
    }

    @Test("many requests at once store each response once and answer all of them")
    func races() async throws {
        let fixture = try Fixture()
        let lines = (1...20).map { fixture.response(UInt64($0)).sealed() }
        let body = Array(lines.joined(separator: [0x0A]))
        var reader = BatchReader(sender: try fixture.sender())
        let batch = try reader.read(body)
        let ingest = fixture.aggregator.ingest
        let verdicts = try await withThrowingTaskGroup(of: [Verdict].self) { group in
            for _ in 0..<64 { group.addTask { try await ingest.store(batch).map(\.verdict) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(verdicts.count == 64 * 20)
        #expect(verdicts.filter { $0 == .accepted }.count == 20)
        #expect(verdicts.filter { $0 == .duplicate }.count == 63 * 20)
        #expect(
            try fixture.stored().map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }
                == lines.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test("one code used by many keys at once makes one agent")
    func oneCode() throws {
        let fixture = try Fixture()
        let secret = Digest.sha256(of: "secret".utf8)
        let store = fixture.aggregator.store
        try store.addCode(
            secret: secret, organization: "gamma", expires: .now().adding(seconds: 3_600),
            at: .now())
        var used = 0
        var refused = 0
        for number in 0..<200 {
            let key = Digest.sha256(of: "key \(number)".utf8)
            do {
                _ = try store.redeem(
                    secret: secret, publicKey: key, program: "test/1", at: .now()
                ) { _ in
                    NewAgent(
                        id: "agent-\(number)", serial: "\(number)", certificate: "",
                        expires: .now())
                }
                used += 1
            } catch let problem as Problem {
                #expect(problem.code == .codeUsed)
                refused += 1
            }
        }
        #expect(used == 1 && refused == 199)
        let agents = try fixture.aggregator.reader.agents().filter { $0.organization == "gamma" }
        #expect(agents.count == 1)
    }

    @Test("an expired code and an unknown one are told apart")
    func expiredCode() throws {
        let fixture = try Fixture()
        let secret = Digest.sha256(of: "old".utf8)
        let store = fixture.aggregator.store
        try store.addCode(
            secret: secret, organization: "gamma", expires: .now().adding(seconds: -1), at: .now())
        #expect(throws: Problem(.codeExpired, "the code's time is over")) {
            try redeem(secret, store)
        }
        #expect(throws: Problem(.codeUnknown, "no code with this secret was given out")) {
            try redeem(Digest.sha256(of: "never".utf8), store)
        }
    }

    private func redeem(_ secret: Digest, _ store: SQLiteStore) throws {
        _ = try store.redeem(secret: secret, publicKey: secret, program: "t/1", at: .now()) { _ in
            NewAgent(id: "x", serial: "x", certificate: "", expires: .now())
        }
    }

    @Test("a revoked agent is refused at once, and revoking twice is one act")
    func revoke() throws {
        let fixture = try Fixture()
        let agent = try #require(try fixture.aggregator.reader.agents().first)
        fixture.aggregator.agents.update(try fixture.aggregator.reader.certificates())
        #expect(try fixture.aggregator.agents.agent(serial: agent.serial, at: .now()) == agent)
        _ = try fixture.aggregator.perform(.revoke(agent: agent.id))
        _ = try fixture.aggregator.perform(.revoke(agent: agent.id))
        #expect(throws: Problem(.agentRevoked, "agent \(agent.id)")) {
            try fixture.aggregator.agents.agent(serial: agent.serial, at: .now())
        }
        #expect(throws: AggregatorError.self) {
            try fixture.aggregator.perform(.revoke(agent: "nobody"))
        }
    }

    @Test("an agent's certificate counts only in its time")
    func expiry() throws {
        let fixture = try Fixture()
        let agents = fixture.aggregator.agents
        agents.update(try fixture.aggregator.reader.certificates())
        let agent = try #require(try fixture.aggregator.reader.agents().first)
        let later = agent.expires.adding(seconds: 1)
        #expect(throws: Problem(.certificateExpired, "agent \(agent.id), on \(agent.expires.text)"))
        {
            try agents.agent(serial: agent.serial, at: later)
        }
    }

    @Test("a snapshot of unchanged inputs is the same snapshot, for any number of lanes")
    func snapshots() throws {
        let fixture = try Fixture()
        _ = try fixture.store((1...30).map { fixture.response($0).sealed() })
        let reader = fixture.aggregator.reader
        let round = try reader.round("2026")
        func make(lanes: Int) throws -> (number: Int, digest: Digest) {
            let inputs = try RoundInputs(reader: reader, round: round)
            let snapshot = try Snapshot.make(of: inputs, round: round, lanes: lanes, reader)
                .snapshot
            let reply = try fixture.aggregator.perform(.keepSnapshot(snapshot))
            guard case .snapshot(let number) = reply else { return (0, snapshot.digest) }
            return (number, snapshot.digest)
        }
        let first = try make(lanes: 1)
        for lanes in [2, 3, 7, 16] {
            let other = try make(lanes: lanes)
            #expect(other.number == first.number && other.digest == first.digest)
        }
        _ = try fixture.store([fixture.response(31).sealed()])
        let next = try make(lanes: 2)
        #expect(next.number == first.number + 1 && next.digest != first.digest)
        let kept = try reader.snapshot(round: round, number: 1)
        #expect(try Snapshot.open(kept, round: round).results.responses == 30)
    }
}
