import MaturityModel
import Testing

@Suite("Item sums")
struct ItemSumsTests {
    @Test("agree with adding one answer after the other, for any number of lanes")
    func agree() throws {
        let questionnaire = try Instrument.flat(3, share: 0)
        var random = SeededRandom(seed: 21)
        var rows: [[[UInt8]]] = []
        // Sizes around the width of a vector and the range of its counters.
        for size in [0, 1, 15, 16, 17, 31, 33, 255 * 16, 255 * 16 + 1, 9_000] {
            rows.append(
                (0..<size).map { _ in
                    (0..<3).map { _ in
                        random.chance(10) ? 255 : UInt8.random(in: 0...7, using: &random)
                    }
                })
        }
        let answers = rows.map { rows in
            var answers = OrganizationAnswers(itemCount: 3)
            for row in rows { answers.append(row: row) }
            return answers
        }
        let kinds = rows.indices.map { $0 % 2 }
        let sums = ItemSums(questionnaire, answers, kinds: kinds, lanes: 1)
        for (organization, rows) in rows.enumerated() {
            for item in 0..<3 {
                let values = rows.map { $0[item] }.filter { $0 < 5 }.map { Double($0) + 1 }
                let place = organization * 3 + item
                #expect(sums.counts[place] == UInt32(values.count))
                #expect(sums.sums[place] == values.reduce(0, +))
                #expect(sums.squares[place] == values.reduce(0) { $0 + $1 * $1 })
            }
        }
        #expect(sums.organizationMeans[0].isNaN)
        #expect(!sums.groupMeans[0].isNaN)
        #expect(sums.kindMeans.count == 2)
        for lanes in [2, 5] {
            let many = ItemSums(questionnaire, answers, kinds: kinds, lanes: lanes)
            #expect(many.counts == sums.counts)
            #expect(many.kindMeans == sums.kindMeans)
            #expect(many.groupMeans == sums.groupMeans)
        }
    }
}
