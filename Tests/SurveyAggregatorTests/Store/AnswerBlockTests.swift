import Foundation
import GRDB
import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("Blocks of answers hold what rows held, and are read to the same responses")
struct AnswerBlockTests {
    private static let itemCount = 3
    private static let organizations: ClosedRange<Int64> = 1...3

    /// A stored revision as an earlier version kept it, a row each.
    private struct Row {
        let organization: Int64
        let id: (UInt64, UInt64)
        let revision: Int64
        let sequence: Int64
        let digest: Digest
        let unit: String?
        let respondent: [UInt8]?
        let codes: [UInt8]

        var idBytes: Data { AnswerBlockTests.bytes(id) }
        /// The identity as words of the bytes that a digest is taken of.
        var identity: [UInt64] {
            let words = digest.words
            return [
                id.0, id.1, UInt64(bitPattern: revision), words.0, words.1, words.2, words.3,
            ].map(\.bigEndian)
        }
    }

    private static func bytes(_ id: (UInt64, UInt64)) -> Data {
        Data(
            [id.0, id.1].flatMap { word in
                (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
            })
    }

    private struct Withdrawal {
        let organization: Int64
        let id: (UInt64, UInt64)
        let sequence: Int64
    }

    /// What a store of the version before blocks may hold.
    private struct Content {
        var rows: [Row] = []
        var withdrawals: [Withdrawal] = []
        var snapshots: [Int64] = []

        init(seed: UInt64, rows count: Int) {
            var random = SplitMix(seed: seed)
            let ids = UInt64.random(in: 1...UInt64(count), using: &random)
            let isMixed = Bool.random(using: &random)
            for sequence in 1...Int64(count) {
                let number =
                    isMixed ? UInt64.random(in: 1...ids, using: &random) : UInt64(sequence)
                let organization =
                    isMixed
                    ? Int64(number % 3) + 1
                    : min(sequence * 3 / Int64(count) + 1, 3)
                let name = ["", "East", "Väst × 2"].randomElement(using: &random) ?? ""
                rows.append(
                    Row(
                        organization: organization, id: (number << 48, number),
                        revision: isMixed ? Int64.random(in: 1...3, using: &random) : 1,
                        sequence: sequence, digest: Digest.sha256(of: "\(seed) \(sequence)".utf8),
                        unit: name.isEmpty ? nil : name,
                        respondent: Bool.random(using: &random) ? [UInt8(number & 7)] : nil,
                        codes: (0..<3).map { _ in UInt8.random(in: 0...5, using: &random) }))
            }
            for row in rows where Int.random(in: 0..<20, using: &random) == 0 && isMixed {
                withdrawals.append(
                    Withdrawal(
                        organization: row.organization, id: row.id,
                        sequence: Int64.random(in: 1...Int64(count), using: &random)))
            }
            snapshots = (0..<3).map { _ in Int64.random(in: 1...Int64(count), using: &random) }
        }

        /// The rows that count at a place, ordered by id: the plain rule, without blocks.
        func counting(_ organization: Int64, through last: Int64) -> [Row] {
            let standing = rows.filter { row in
                row.organization == organization && row.sequence <= last
                    && !withdrawals.contains {
                        $0.organization == organization && $0.id == row.id
                            && $0.sequence <= last && $0.sequence > row.sequence
                    }
            }
            var newest: [String: Row] = [:]
            for row in standing {
                let name = "\(row.id)"
                if let other = newest[name],
                    (other.revision, other.sequence) > (row.revision, row.sequence)
                {
                    continue
                }
                newest[name] = row
            }
            return newest.values.sorted { $0.id < $1.id }
        }
    }

    /// A store of the version before blocks.
    private func formerStore(_ path: String, _ content: Content) throws {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        try SQLiteSchema.migrator.migrate(queue, upTo: "reports by round")
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
        try queue.write { database in
            for row in content.rows {
                try database.execute(
                    sql: "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        row.organization, row.idBytes, row.revision, row.sequence,
                        Data(row.digest.bytes), row.respondent.map { Data($0) }, row.unit,
                        Data(row.codes),
                    ])
            }
            for withdrawal in content.withdrawals {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO withdrawal VALUES (?, ?, ?)",
                    arguments: [
                        withdrawal.organization, Self.bytes(withdrawal.id),
                        withdrawal.sequence,
                    ])
            }
            for (number, sequence) in content.snapshots.enumerated() {
                try database.execute(
                    sql: "INSERT INTO snapshot VALUES (1, ?, x'', ?, '', 0, x'')",
                    arguments: [number + 1, sequence])
            }
        }
    }

    /// Brings a store to this version as opening one does, without looking for what is referred to.
    private func migrate(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        _ = try SQLiteSchema.migrate(queue, path: path)
        return queue
    }

    private func check(_ content: Content, _ queue: DatabaseQueue, replay: String) throws {
        let end = Int64(content.rows.count)
        for last in [Int64.max, 0, 1, end / 3, end / 2, end - 1] + content.snapshots {
            try queue.read { database in
                let query = try AnswerQuery(database, through: last)
                for organization in Self.organizations {
                    let expected = content.counting(organization, through: last)
                    var rows = AnswerRows(itemCount: Self.itemCount)
                    try query.append(organization, to: &rows)
                    #expect(rows.codes == expected.flatMap(\.codes), "\(replay)")
                    #expect(rows.units == expected.map(\.unit), "\(replay)")
                    #expect(rows.identities == expected.flatMap(\.identity), "\(replay)")
                    #expect(try query.count(organization) == expected.count, "\(replay)")
                }
            }
        }
    }

    @Test("rows of an earlier version are packed, and what counts at any moment stays the same")
    func packed() throws {
        for seed in Cases.seeds(20) {
            let folder = try TemporaryFolder()
            let content = Content(seed: seed, rows: Int(seed % 900) + 3)
            try formerStore(folder.path("survey.sqlite"), content)
            let queue = try migrate(folder.path("survey.sqlite"))
            defer { try? queue.close() }
            try check(content, queue, replay: "replay: SURVEY_SEED=\(seed)")
            let respondents = try queue.read {
                try String.fetchSet(
                    $0, sql: "SELECT organization || hex(respondent) || hex(id) FROM respondent")
            }
            let expected = content.rows.compactMap { row in
                row.respondent.map { "\(row.organization)" + hex($0) + hex(Array(row.idBytes)) }
            }
            #expect(respondents == Set(expected))
            #expect(try queue.read { try !$0.tableExists("answer") })
        }
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String(format: "%02X", $0) }.joined()
    }

    @Test("a row of an earlier version that cannot be read is named, and the store left as it was")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("survey.sqlite")
        try formerStore(path, Content(seed: 1, rows: 9))
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE answer SET id = x'01' WHERE sequence = 4") }
        try queue.close()
        #expect {
            _ = try SQLiteStore(path: path)
        } throws: {
            ($0 as? AggregatorError)?.code == .dataDamaged
        }
        let again = try DatabaseQueue(path: path)
        #expect(try again.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM answer") } == 9)
    }

    @Test("blocks in which bytes are missing, added or altered are errors, never a crash")
    func damaged() throws {
        var met = 0
        for seed in Cases.seeds(30) {
            var random = SplitMix(seed: seed)
            let folder = try TemporaryFolder()
            let path = folder.path("survey.sqlite")
            try formerStore(path, Content(seed: seed, rows: 40))
            let queue = try migrate(path)
            defer { try? queue.close() }
            let column =
                ["identities", "sequences", "codes", "units"].randomElement(using: &random) ?? ""
            let damages = [
                "substr(\(column), 2)", "\(column) || x'00'", "x''", "x'FFFFFFFFFFFFFFFFFF'",
                "zeroblob(coalesce(length(\(column)), 9))",
            ]
            let damage = damages.randomElement(using: &random) ?? ""
            try queue.write { database in
                try database.execute(
                    sql: "UPDATE answerBlock SET \(column) = CAST(\(damage) AS BLOB)")
            }
            do {
                try queue.read { database in
                    let query = try AnswerQuery(database, through: 20)
                    for organization in Self.organizations {
                        var rows = AnswerRows(itemCount: Self.itemCount)
                        try query.append(organization, to: &rows)
                        _ = try query.count(organization)
                    }
                }
            } catch is AnswerRows.Mismatch {
                met += 1
            }
            try queue.read { database in
                var lookup = try AnswerLookup(database)
                for organization in Self.organizations {
                    _ = try lookup.find(Data(), revision: 1, of: organization, at: 1)
                }
            }
        }
        #expect(met > 0, "what does not fit was noticed")
    }

    @Test("more revisions than a block takes are several blocks, of several organizations at once")
    func large() throws {
        let fixture = try Fixture()
        let lines = (1...UInt64(AnswerBlock.revisionsMaximum + 10)).map { number -> [UInt8] in
            var response = fixture.response(number, codes: ["\(number % 3 + 1)", "2", "3"])
            response.unit = number % 2 == 0 ? "Unit \(number % 5)" : nil
            return response.sealed()
        }
        let others = (1...5).map { number in
            fixture.response(UInt64(100_000 + number), organization: "beta").sealed()
        }
        var batches: [Batch] = []
        for (sender, part) in [
            ("alpha", lines[..<5]), ("beta", others[..<2]), ("alpha", lines[5...]),
            ("beta", others[2...]),
        ] {
            var reader = BatchReader(sender: try fixture.sender(sender))
            batches.append(try reader.read(Array(part.joined(separator: [0x0A]))))
        }
        _ = try fixture.aggregator.store.store(batches, at: .now())
        let blocks = try fixture.texts(
            """
            SELECT (length(identities) / 56) || ' ' || (sequences IS NULL) FROM answerBlock
            ORDER BY organization, sequence
            """)
        #expect(blocks == ["1024 0", "10 1", "5 0"])
        let reader = fixture.aggregator.reader
        let round = try reader.round("2026")
        #expect(try Verification(reader: reader, lanes: 2).round(round).faults == [])
        #expect(try reader.counted(round: round.key, through: .max)["alpha"] == lines.count)
        #expect(try reader.counted(round: round.key, through: 6) == ["alpha": 5, "beta": 1])
    }
}
