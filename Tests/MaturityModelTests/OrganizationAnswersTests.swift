import MaturityModel
import Testing

@Suite("Answers of an organization")
struct OrganizationAnswersTests {
    @Test("are the same whether rows are appended one by one or many at a time")
    func manyAtATime() {
        var random = SeededRandom(seed: 31)
        for sizes in [[0], [1], [63, 1], [64], [65, 200], [3, 0, 1_000, 7]] {
            for itemCount in [1, 3, 60] {
                var single = OrganizationAnswers(itemCount: itemCount)
                var many = OrganizationAnswers(itemCount: itemCount)
                for size in sizes {
                    let rows = (0..<size).map { _ in
                        (0..<itemCount).map { _ in UInt8.random(in: 0...255, using: &random) }
                    }
                    let units = rows.map { _ in
                        random.chance(60) ? "unit \(random.next() % 5)" : nil
                    }
                    for (row, unit) in zip(rows, units) { single.append(row: row, unit: unit) }
                    let flat = rows.flatMap { $0 }
                    many.append(rows: flat.span, units: units)
                }
                #expect(many.count == sizes.reduce(0, +))
                #expect(many.count == single.count)
                #expect(many.units == single.units)
                for item in 0..<itemCount { #expect(many.column(item) == single.column(item)) }
            }
        }
    }
}
