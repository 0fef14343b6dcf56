import MaturityModel
import Testing

/// The shape of public instruments that give points: 4 dimensions, 161 questions worth 5 to 40
/// points with options of their own, and one agreed answer for each of 35 organizations.
@Suite("An instrument of points")
struct PointsTests {
    private static let sizes = [36, 44, 41, 40]
    private static let organizations = 35

    private struct Question {
        let points: Int
        /// By option: how many of the points it gives.
        let options: [Int]
    }

    private var questions: [[Question]] {
        var random = SeededRandom(seed: 161)
        return Self.sizes.map { count in
            (0..<count).map { _ in
                let points = 5 * Int.random(in: 1...8, using: &random)
                let steps = Int.random(in: 2...6, using: &random)
                let between = (0..<(steps - 2)).map { _ in
                    Int.random(in: 0...points, using: &random)
                }
                return Question(points: points, options: ([0, points] + between).sorted())
            }
        }
    }

    private func questionnaire(_ questions: [[Question]]) throws -> Questionnaire {
        let dimensions = questions.enumerated().map { dimension, list -> DocumentNode in
            let items = list.enumerated().map { place, question -> DocumentNode in
                let options = question.options.enumerated().map { option, points in
                    Instrument.option("o\(option)", Double(points))
                }
                return [
                    "id": DocumentNode(.text("d\(dimension).q\(place)")), "text": .english("?"),
                    "weight": DocumentNode(.number(Double(question.points))),
                    "options": .values(options),
                ]
            }
            let points = list.reduce(0) { $0 + $1.points }
            return [
                "id": DocumentNode(.text("d\(dimension)")), "title": .english("Dimension"),
                "weight": DocumentNode(.number(Double(points))), "items": .values(items),
            ]
        }
        return try Instrument.read(
            Instrument.document(tree: [
                "id": "index", "title": .english("Index"), "children": .values(dimensions),
            ]))
    }

    @Test("gives each organization its points per hundred, and the group their mean")
    func totals() throws {
        let questions = questions
        let questionnaire = try questionnaire(questions)
        #expect(questionnaire.items.count == 161)
        var random = SeededRandom(seed: 35)
        var answers: [String: OrganizationAnswers] = [:]
        var earned: [[Int]] = []
        let ids = (10..<(10 + Self.organizations)).map { "o\($0)" }
        for id in ids {
            let chosen = questions.map { list in
                list.map { Int.random(in: 0..<$0.options.count, using: &random) }
            }
            var rows = OrganizationAnswers(itemCount: 161)
            rows.append(row: chosen.flatMap { $0.map { UInt8($0) } })
            answers[id] = rows
            earned.append(
                zip(questions, chosen).map { list, options in
                    zip(list, options).reduce(0) { $0 + $1.0.options[$1.1] }
                })
        }
        let results = try Aggregation.results(
            questionnaire: questionnaire,
            roster: Roster(ids.map { RosterOrganization($0, name: $0, kind: "municipality") }),
            answers: answers, settings: #require(RoundSettings(mode: .joint)), lanes: 2)
        let released = DisclosureGate.release(results, audience: .internal)
        let most = questions.map { $0.reduce(0) { $0 + $1.points } }
        for (place, id) in ids.enumerated() {
            for dimension in most.indices {
                let expected = 100 * Double(earned[place][dimension]) / Double(most[dimension])
                let cell = try released.figures("d\(dimension)", .organization(id))
                #expect(near(cell.mean, expected, within: 1e-9))
                #expect(cell.n == 1)
                #expect(cell.sd == nil)
            }
            let total = 100 * Double(earned[place].reduce(0, +)) / Double(most.reduce(0, +))
            #expect(near(try released.figures("index", .organization(id)).mean, total))
        }
        let sum = earned.reduce(0) { $0 + $1.reduce(0, +) }
        let mean = 100 * Double(sum) / Double(most.reduce(0, +)) / Double(Self.organizations)
        let group = try released.figures("index", .group)
        #expect(near(group.mean, mean))
        #expect(group.organizations == 35)
        #expect(group.between != nil)
    }
}
