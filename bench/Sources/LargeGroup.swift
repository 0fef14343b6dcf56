import Foundation
import MaturityModel

/// A large group: how long disclosure control and the export take, and how much memory many
/// answers need. There is no peer; the table says whether the limits hold.
struct LargeGroup {
    private static let organizations = 10_000
    private static let items = 200
    private static let kinds = 4
    private static let sectors = 24
    private static let parents = 100

    /// Releases the results of a large group and says how long it took.
    static func disclose(lanes: Int) throws(BenchError) -> String {
        let questionnaire = try questionnaire()
        var random = UInt64(20_260_301)
        func number(below limit: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % limit
        }
        var roster: [RosterOrganization] = []
        var answers: [String: OrganizationAnswers] = [:]
        var row = [UInt8](repeating: 0, count: items)
        for index in 0..<organizations {
            let id = "o\(index)"
            roster.append(
                RosterOrganization(
                    id, name: id, kind: "k\(number(below: UInt64(kinds)))",
                    in: RosterPlace(
                        sector: "s\(number(below: UInt64(sectors)))",
                        parent: index < parents ? nil : "o\(number(below: UInt64(parents)))")))
            var own = OrganizationAnswers(itemCount: items)
            for _ in 0..<number(below: 13) {
                // One answer in twelve is missing, so that rows of figures differ.
                for item in 0..<items {
                    row[item] = number(below: 12) == 0 ? 255 : UInt8(number(below: 5))
                }
                own.append(row: row)
            }
            answers[id] = own
        }
        guard let checked = try? Roster(roster), let settings = RoundSettings(),
            let results = try? Aggregation.results(
                questionnaire: questionnaire, roster: checked, answers: answers,
                settings: settings, lanes: lanes)
        else { throw BenchError("the large group cannot be aggregated") }
        let start = ContinuousClock.now
        let released = DisclosureGate.release(results, audience: .internal, lanes: lanes)
        let gate = ContinuousClock.now
        let header = ResultsHeader(
            round: "bench", snapshot: 1, digest: "",
            inputs: InputDigests(questionnaire: "", roster: "", responses: "", settings: ""))
        let bytes = released.json(header: header, lanes: lanes).count
        let end = ContinuousClock.now
        return "{\"gate\":\((gate - start) / .seconds(1)),\"json\":\((end - gate) / .seconds(1)),"
            + "\"bytes\":\(bytes)}"
    }

    /// Ten levels would not be allowed: the root, five levels of two, and about six items a leaf.
    private static func questionnaire() throws(BenchError) -> Questionnaire {
        var made = 0
        func text(_ text: String) -> DocumentNode { DocumentNode(.text(text)) }
        func map(_ members: [(String, DocumentNode)]) -> DocumentNode {
            DocumentNode(.map(members.map { DocumentMember(key: $0.0, value: $0.1) }))
        }
        func english(_ name: String) -> DocumentNode { map([("en", text(name))]) }
        func node(_ id: String, _ depth: Int) -> DocumentNode {
            let head = [("id", text(id)), ("title", english(id))]
            guard depth == 5 else {
                let below = (0..<2).map { node("\(id).\($0)", depth + 1) }
                return map(head + [("children", DocumentNode(.list(below)))])
            }
            let leaf = Int(id.filter { $0 != "n" && $0 != "." }, radix: 2) ?? 0
            let list = (items * leaf / 32..<items * (leaf + 1) / 32).map { _ in
                made += 1
                return map([
                    ("id", text("q\(made)")), ("text", english("?")), ("scale", text("five")),
                ])
            }
            return map(head + [("items", DocumentNode(.list(list)))])
        }
        let scale = (1...5).map { step in
            map([
                ("code", text("\(step)")), ("value", DocumentNode(.number(Double(step)))),
                ("label", english("\(step)")),
            ])
        }
        let document = map([
            ("format", text("maturity-questionnaire/1")), ("id", text("large")),
            ("version", text("1")), ("languages", DocumentNode(.list([text("en")]))),
            ("title", english("Large")),
            ("scales", map([("five", DocumentNode(.list(scale)))])), ("tree", node("n", 0)),
        ])
        guard case .success(let questionnaire) = QuestionnaireReader.read(document) else {
            throw BenchError("the large questionnaire has faults")
        }
        return questionnaire
    }

    /// Holds and aggregates many responses and says the most memory that was in use.
    static func remember(responses: Int, lanes: Int) throws(BenchError) -> String {
        let questionnaire = try questionnaire60()
        let organizations = 5_000
        var answers: [String: OrganizationAnswers] = [:]
        var roster: [RosterOrganization] = []
        var row = [UInt8](repeating: 0, count: 60)
        for index in 0..<organizations {
            let id = "o\(index)"
            roster.append(RosterOrganization(id, name: id, kind: "k"))
            var own = OrganizationAnswers(itemCount: 60)
            let count = responses * (index + 1) / organizations - responses * index / organizations
            own.reserve(rows: count)
            for number in 0..<count {
                for item in 0..<60 { row[item] = UInt8((number &* 31 &+ item &* 7) % 6) }
                own.append(row: row)
            }
            answers[id] = own
        }
        let start = ContinuousClock.now
        guard let checked = try? Roster(roster), let settings = RoundSettings(),
            let results = try? Aggregation.results(
                questionnaire: questionnaire, roster: checked, answers: answers,
                settings: settings, lanes: lanes), results.responses == responses
        else { throw BenchError("the responses cannot be aggregated") }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return "{\"seconds\":\(seconds),\"peakBytes\":\(peakBytes())}"
    }

    private static func questionnaire60() throws(BenchError) -> Questionnaire {
        let items = (1...60).map {
            #"{"id":"q\#($0)","text":{"en":"?"},"scale":"five"}"#
        }
        let options =
            (1...5).map { #"{"code":"\#($0)","value":\#($0),"label":{"en":"\#($0)"}}"# }
            + [#"{"code":"dont-know","special":"dont-know","label":{"en":"?"}}"#]
        let text = #"""
            {"format":"maturity-questionnaire/1","id":"sixty","version":"1","languages":["en"],
            "title":{"en":"Sixty"},"scales":{"five":[\#(options.joined(separator: ","))]},
            "tree":{"id":"root","title":{"en":"Root"},"minimumValidShare":0.5,
            "items":[\#(items.joined(separator: ","))]}}
            """#
        guard
            let document = try? JSONDecoder().decode(DocumentNode.self, from: Data(text.utf8)),
            case .success(let questionnaire) = QuestionnaireReader.read(document)
        else { throw BenchError("the questionnaire has faults") }
        return questionnaire
    }

    /// The most memory that this process has had in use, as Linux tells it; 0 elsewhere.
    private static func peakBytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let words = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }) ?? []
        return words.count > 1 ? (Int(words[1]) ?? 0) * 1_024 : 0
    }
}
