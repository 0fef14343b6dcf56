import Foundation
import GRDB
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("The audit log is only added to, and shows when somebody changed it")
struct AuditTests {
    private func entries(_ fixture: AccessFixture) throws -> [AuditEntry] {
        try fixture.aggregator.reader.audit(after: 0, limit: 1_000)
    }

    @Test("every act is recorded under the name of who did it, without secrets")
    func performers() async throws {
        let fixture = try AccessFixture()
        let signed = try await fixture.signIn("administrator")
        let desk = Desk(aggregator: fixture.aggregator, principal: signed.principal)
        let secret = try desk.addUser(name: "new", role: .viewer, organization: nil)
        let token = try desk.makeToken(
            for: "new", label: "x", scopes: ["rounds:read"], seconds: 60)
        let log = try entries(fixture)
        let added = try #require(log.first { $0.action == "user added" && $0.object == "new" })
        #expect(added.performer == "user:administrator" && added.detail == "viewer")
        #expect(log.contains { $0.action == "signed in" && $0.performer == "user:administrator" })
        #expect(log.contains { $0.action == "token made" && $0.detail == "rounds:read" })
        let text = String(decoding: try JSONEncoder().encode(log), as: UTF8.self)
        for word in [secret, token.text, signed.cookie, AccessFixture.password] {
            #expect(!text.contains(word))
        }
    }

    @Test("the chain holds, entry by entry")
    func chain() throws {
        let fixture = try AccessFixture()
        let log = try entries(fixture)
        let chain = try fixture.aggregator.reader.auditChain()
        #expect(chain.broken == nil && chain.count == Int64(log.count))
        #expect(chain.head == log.last?.digest)
        #expect(log.map(\.sequence) == Array(1...Int64(log.count)))
    }

    @Test("the store refuses to change or delete an entry")
    func guarded() throws {
        let fixture = try AccessFixture()
        for sql in ["UPDATE audit SET action = 'x' WHERE sequence = 2", "DELETE FROM audit"] {
            #expect(throws: AggregatorError.self) {
                try fixture.aggregator.store.write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test(
        "an entry that was changed behind the store's back breaks the chain there",
        arguments: [
            "UPDATE audit SET action = 'x' WHERE sequence = 3",
            "UPDATE audit SET performer = 'user:x' WHERE sequence = 3",
            "UPDATE audit SET moment = moment + 1 WHERE sequence = 3",
            "UPDATE audit SET digest = zeroblob(32) WHERE sequence = 3",
            "DELETE FROM audit WHERE sequence = 3",
        ])
    func broken(_ sql: String) throws {
        let fixture = try AccessFixture()
        try fixture.aggregator.store.write { database in
            try database.execute(sql: "DROP TRIGGER auditKept; DROP TRIGGER auditWhole")
            try database.execute(sql: sql)
        }
        #expect(try fixture.aggregator.reader.auditChain().broken == 3)
    }

    @Test("fields cannot be moved between entries' members without the digest noticing")
    func fields() {
        func digest(_ act: (String, String, String)) -> Digest {
            AuditEntry(
                sequence: 1, moment: AccessFixture.moment, performer: "service", act: act,
                after: AuditEntry.beginning
            ).digest
        }
        #expect(digest(("a", "bc", "")) != digest(("ab", "c", "")))
        #expect(digest(("a\",\"b", "", "")) != digest(("a", "b", "")))
    }
}
