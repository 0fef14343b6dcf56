import Testing

@testable import MaturityModel

@Suite("Trends")
struct TrendTests {
    /// Two capabilities under a root; every item on five steps.
    private func questionnaire(
        _ items: [(id: String, node: String, version: Int)], scale: DocumentNode? = nil
    ) throws -> Questionnaire {
        let nodes = ["x", "y"].compactMap { node -> DocumentNode? in
            let mine = items.filter { $0.node == node }.map { item -> DocumentNode in
                [
                    "id": DocumentNode(.text(item.id)), "text": .english("?"), "scale": "five",
                    "meaningVersion": DocumentNode(.number(Double(item.version))),
                ]
            }
            guard !mine.isEmpty else { return nil }
            return [
                "id": DocumentNode(.text(node)), "title": .english(node), "items": .values(mine),
            ]
        }
        return try Instrument.read(
            Instrument.document(
                tree: ["id": "root", "title": .english("Root"), "children": .values(nodes)],
                scales: ["five": scale ?? Instrument.fiveSteps]))
    }

    private func round(
        _ name: String, _ questionnaire: Questionnaire, _ rows: [String: [[UInt8]]]
    ) throws -> RoundAnswers {
        var answers: [String: OrganizationAnswers] = [:]
        for (id, rows) in rows {
            answers[id] = OrganizationAnswers(itemCount: questionnaire.items.count)
            for row in rows { answers[id]?.append(row: row) }
        }
        let roster = try Roster(
            rows.keys.sorted().map { RosterOrganization($0, name: $0, kind: "company") })
        return RoundAnswers(
            name, questionnaire, roster, answers, try #require(RoundSettings()))
    }

    private func released(
        _ earlier: RoundAnswers, _ later: RoundAnswers, _ audience: Audience = .unprotected
    ) throws -> ReleasedTrend {
        let trend = try Trend(from: earlier, to: later, lanes: 2)
        let results = try Aggregation.results(
            questionnaire: later.questionnaire, roster: later.roster, answers: later.answers,
            settings: later.settings, lanes: 1)
        let current = DisclosureGate.release(results, audience: audience)
        return DisclosureGate.release(trend, audience: audience, alongside: current)
    }

    @Test("compare only items with the same id, meaning and options")
    func common() throws {
        let old = try questionnaire([
            ("a", "x", 1), ("b", "x", 1), ("c", "y", 1), ("gone", "y", 1),
        ])
        let new = try questionnaire([("c", "y", 1), ("a", "x", 1), ("b", "x", 2), ("d", "y", 1)])
        let earlier = try round("1", old, ["o": [[0, 4, 2, 4]]])
        let later = try round("2", new, ["o": [[1, 4, 3, 4]]])
        let trend = try released(earlier, later)
        // The tree order of the later round: x has a and b, y has c and d.
        #expect(trend.items == ["a", "c"])
        #expect(
            trend.breaks == [
                TrendBreak(item: "b", reason: .meaning), TrendBreak(item: "d", reason: .added),
                TrendBreak(item: "gone", reason: .removed),
            ])
        let root = try #require(
            trend.changes.first { $0.node == "root" && $0.set == .organization("o") })
        #expect(root.earlier == 25)
        #expect(root.isBroken)
        #expect(root.change == (root.later ?? 0) - 25)
    }

    @Test("notice options that changed without a new meaning version")
    func options() throws {
        let items = [("a", "x", 1), ("b", "y", 1)]
        let changed = DocumentNode.values((1...4).map { Instrument.option("\($0)", Double($0)) })
        let trend = try released(
            round("1", questionnaire(items), ["o": [[0, 0]]]),
            round("2", questionnaire(items, scale: changed), ["o": [[0, 0]]]))
        #expect(trend.breaks.map(\.reason) == [.options, .options])
        #expect(trend.items.isEmpty)
        #expect(trend.changes.isEmpty)
    }

    @Test("map answers by code when options were put in another order")
    func reordered() throws {
        let items = [("a", "x", 1)]
        let turned = DocumentNode.values(
            (1...5).reversed().map { Instrument.option("\($0)", Double($0)) }
                + ["dont-know", "not-applicable", "refused"].map { Instrument.special($0) })
        let trend = try released(
            round("1", questionnaire(items), ["o": [[4]]]),
            round("2", questionnaire(items, scale: turned), ["o": [[0]]]))
        #expect(trend.breaks.isEmpty)
        #expect(trend.changes.allSatisfy { $0.earlier == 100 && $0.later == 100 && !$0.isBroken })
    }

    @Test("have Welch's interval over respondents, and over organizations for aggregates")
    func intervals() throws {
        let items = [("a", "x", 1)]
        let old: [String: [[UInt8]]] = [
            "o": [[0], [1], [2]], "p": [[2], [2], [3]], "q": [[1], [0], [4]],
        ]
        let new: [String: [[UInt8]]] = [
            "o": [[2], [3], [3]], "p": [[4], [2], [4]], "q": [[1], [2], [4]],
        ]
        let trend = try released(
            round("1", questionnaire(items), old), round("2", questionnaire(items), new))
        func moments(_ rows: [[UInt8]]?) -> Moments {
            Moments(of: (rows ?? []).map { Double($0[0]) * 25 })
        }
        let one = try #require(
            trend.changes.first { $0.node == "root" && $0.set == .organization("o") })
        #expect(one.ci95 == Interval(from: moments(old["o"]), to: moments(new["o"])))
        let group = try #require(trend.changes.first { $0.node == "root" && $0.set == .group })
        func means(_ rows: [String: [[UInt8]]]) -> Moments {
            Moments(of: rows.keys.sorted().compactMap { moments(rows[$0]).mean })
        }
        let expected = try #require(Interval(from: means(old), to: means(new)))
        #expect(near(group.ci95?.low, expected.low))
        #expect(near(group.ci95?.high, expected.high))
        #expect(near(group.change, (means(new).mean ?? 0) - (means(old).mean ?? 0)))
    }

    @Test("hide a change when either round hides the cell")
    func hidden() throws {
        let items = [("a", "x", 1)]
        func rows(_ sizes: [Int]) -> [String: [[UInt8]]] {
            Dictionary(
                uniqueKeysWithValues: zip("opqrst", sizes).map { id, n in
                    (String(id), (0..<n).map { [UInt8($0 % 5)] })
                })
        }
        let trend = try released(
            round("1", questionnaire(items), rows([4, 6, 7, 8, 9, 9])),
            round("2", questionnaire(items), rows([9, 9, 8, 7, 6, 4])), .internal)
        let root = trend.changes.filter { $0.node == "root" }
        let hidden = root.filter { $0.hidden != nil }.map(\.set)
        #expect(hidden == "opqrst".map { RespondentSet.organization(String($0)) })
        #expect(root.filter { $0.hidden != nil }.allSatisfy { $0.change == nil && $0.ci95 == nil })
        let group = try #require(root.first { $0.set == .group })
        #expect(group.change != nil)
        #expect(group.ci95 == nil)
    }

    @Test("and benchmarks are part of the export once they are added")
    func export() throws {
        let items = [("a", "x", 1)]
        let before = try round("1", questionnaire(items), ["o": [[0]]])
        let after = try round("2", questionnaire(items), ["o": [[4]]])
        let benchmark = Benchmark(
            "A report", year: 2024, over: 120,
            basis: (population: "municipal companies", method: "same items"),
            values: ["root": 52.5, "x": 50])
        let current = DisclosureGate.release(
            try Aggregation.results(
                questionnaire: after.questionnaire, roster: after.roster, answers: after.answers,
                settings: after.settings, lanes: 1), audience: .unprotected)
        let plain = try JSON.read(current.json(header: Sample.header))
        #expect(plain["trend"]?.content == .null)
        #expect(plain["benchmarks"]?.elements.isEmpty == true)
        let full = current.adding(trend: try released(before, after), benchmarks: [benchmark])
        let json = try JSON.read(full.json(header: Sample.header))
        #expect(json["trend"]?["from"]?.text == "1")
        #expect(json["trend"]?["changes"]?.elements.first?["change"]?.number == 100)
        #expect(json["benchmarks"]?.elements.first?["values"]?["root"]?.number == 52.5)
        #expect(json["benchmarks"]?.elements.first?["organizations"]?.number == 120)
    }
}
