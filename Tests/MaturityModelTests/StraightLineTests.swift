import Testing

@testable import MaturityModel

@Suite("Straight lines")
struct StraightLineTests {
    @Test("are rows with one position throughout, for any number of items and any order of steps")
    func agree() {
        var random = SeededRandom(seed: 5)
        let plain = PositionTable(table([0, 1, 2, 3, 4]))
        let turned = PositionTable(table([4, 3, PositionTable.none, 1, 0]))
        #expect(plain.steps == 5)
        #expect(turned.steps == nil)
        for items in [1, 9, 10, 11, 255, 256, 700] {
            let tables = (0..<items).map { _ in random.chance(50) ? plain : turned }
            let columns = tables.map { table in
                (0..<96).map { row in answer(of: row, table, &random) }
            }
            var lines = StraightLines()
            lines.begin(96)
            for (column, table) in zip(columns, tables) { lines.add(column.span, table) }
            let rows = (0..<90).map { row in
                zip(columns, tables).map { $1.entries[Int($0[row])] }
                    .filter { $0 != PositionTable.none }
            }
            let expected = rows.filter { Set($0).count == 1 && $0.count >= 10 }
            #expect(lines.count(90) == expected.count)
            #expect(items < 10 || expected.count > 10)
        }
    }

    private func table(_ positions: [UInt8]) -> [UInt8] {
        positions
            + [UInt8](
                repeating: PositionTable.none, count: ScoringPlan.tableSize - positions.count)
    }

    /// A third of the rows choose one position, but leave out more the later they are; a third
    /// do so but for a few answers; the rest choose anything.
    private func answer(
        of row: Int, _ table: PositionTable, _ random: inout SeededRandom
    ) -> UInt8 {
        let isAnswered = random.next() % 96 >= row / 4
        guard isAnswered else { return AnswerCode.notAnswered }
        let position = UInt8([0, 1, 3, 4][row % 4])
        let isOwn = row % 3 == 0 || (row % 3 == 1 && !random.chance(1))
        if isOwn { return UInt8(table.entries.firstIndex(of: position) ?? 0) }
        return UInt8.random(in: 0...4, using: &random)
    }
}
