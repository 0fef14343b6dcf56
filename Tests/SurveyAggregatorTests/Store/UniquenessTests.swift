import GRDB
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("The database itself stores a revision once")
struct UniquenessTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture()
    }

    /// Inserts the first stored response once more, with other bytes, behind the program's back.
    private func insertAgain(decision: Int64?) throws {
        try fixture.aggregator.store.queue.write { database in
            let column = decision == nil ? "" : ", decision"
            let value = decision.map { ", \($0)" } ?? ""
            try database.execute(
                sql: """
                    INSERT INTO response
                        (sequence, id, revision, digest, organization, agent, received, bytes
                        \(column))
                    SELECT (SELECT max(sequence) + 1 FROM response), id, revision,
                        randomblob(32), organization, agent, received, x'7b7d' \(value)
                    FROM response WHERE sequence = 1
                    """)
        }
    }

    private func isConstraint(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
    }

    private func decisions() throws -> [Int64] {
        try fixture.aggregator.store.queue.read {
            try Int64.fetchAll($0, sql: "SELECT decision FROM response ORDER BY sequence")
        }
    }

    @Test("a second row of a revision is refused, whatever its bytes")
    func refused() throws {
        _ = try fixture.store([fixture.response(1).sealed()])
        for decision in [nil, 0] as [Int64?] {
            #expect(performing: { try insertAgain(decision: decision) }, throws: isConstraint)
        }
        #expect(try fixture.stored().count == 1)
    }

    @Test("what a person let count besides is there once for each decision")
    func decided() throws {
        _ = try fixture.store([fixture.response(1).sealed()])
        let other = fixture.response(1, codes: ["3", "3", "3"]).sealed()
        let number = try #require(try fixture.store([other])[0].sequence)
        _ = try fixture.aggregator.perform(
            .decide(QuarantineDecision(number: number, isAccepted: true, reason: "The right one.")))
        #expect(try decisions() == [0, number])
        #expect(performing: { try insertAgain(decision: 0) }, throws: isConstraint)
        #expect(performing: { try insertAgain(decision: number) }, throws: isConstraint)
        #expect(try fixture.stored().count == 2)
    }

    @Test("an accepted response whose place is free is a row like others")
    func freePlace() throws {
        let late = try fixture.sender(admission: .late)
        let kept = try fixture.store([fixture.response(1).sealed()], from: late)[0]
        _ = try fixture.aggregator.perform(
            .decide(
                QuarantineDecision(
                    number: try #require(kept.sequence), isAccepted: true, reason: "In time.")))
        #expect(try decisions() == [0])
    }
}
