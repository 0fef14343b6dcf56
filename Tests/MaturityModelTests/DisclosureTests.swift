import MaturityModel
import Testing

@Suite("Disclosure control")
struct DisclosureTests {
    private func organization(
        _ id: String, _ n: Int, kind: String = "company", sector: String? = nil,
        units: [String?] = []
    ) -> ScoreRound.Organization {
        ScoreRound.Organization(
            id: id, kind: kind, sector: sector, scores: (0..<n).map { 50 + 5 * ($0 % 5) },
            units: units)
    }

    @Test("shows everything when every cell is large enough")
    func nothing() throws {
        let round = ScoreRound(organizations: ["a", "b", "c"].map { organization($0, 5) })
        #expect(try round.hidden().isEmpty)
    }

    @Test("tells missing from hidden")
    func missing() throws {
        let round = ScoreRound(
            organizations: ["a", "b", "c"].map { organization($0, 5) } + [organization("d", 0)])
        #expect(try round.hidden().isEmpty)
        let released = DisclosureGate.release(try round.results(), audience: .internal)
        let cell = try released.figures("maturity", .organization("d"))
        #expect(cell.n == 0)
        #expect(cell.mean == nil)
        #expect(try released.figures("maturity", .group).organizations == 3)
        #expect(try released.figures("maturity", .group).expected == 4)
    }

    @Test("hides the smallest organizations next to a small one, ties by id")
    func ties() throws {
        let sizes = [("a", 3), ("b", 9), ("c", 7), ("d", 7), ("e", 7)]
        let round = ScoreRound(organizations: sizes.map { organization($0, $1) })
        #expect(
            try round.hidden() == [
                "organization:a": "too-few-respondents", "organization:c": "complementary",
                "organization:d": "complementary",
            ])
    }

    @Test("hides a whole organization when its units would give a small one away")
    func twoUnits() throws {
        let units: [String?] = Array(repeating: "north", count: 9) + ["south", "south"]
        let round = ScoreRound(
            organizations: [organization("a", 11, units: units)]
                + ["b", "c", "d", "e"].map { organization($0, 6) })
        let hidden = try round.hidden()
        #expect(hidden["unit:a/south"] == "too-few-respondents")
        #expect(hidden["unit:a/north"] == "complementary")
        #expect(hidden["organization:a"] == "complementary")
        #expect(hidden["organization:b"] == "complementary")
        #expect(hidden["organization:c"] == "complementary")
        #expect(hidden["organization:d"] == nil)
        #expect(hidden["group"] == nil)
    }

    @Test("hides only units when three of them stay hidden together")
    func threeUnits() throws {
        let units =
            Array(repeating: "x", count: 2) + Array(repeating: "y", count: 5)
            + Array(repeating: "z", count: 6) + Array(repeating: "w", count: 7)
        let round = ScoreRound(
            organizations: [organization("a", 20, units: units)]
                + ["b", "c"].map { organization($0, 6) })
        #expect(
            try round.hidden() == [
                "unit:a/x": "too-few-respondents", "unit:a/y": "complementary",
                "unit:a/z": "complementary",
            ])
    }

    @Test("protects respondents without a unit next to those with one")
    func withoutUnit() throws {
        let units: [String?] =
            Array(repeating: "x", count: 6) + Array(repeating: "y", count: 7)
            + [nil, nil]
        let round = ScoreRound(
            organizations: [organization("a", 15, units: units)]
                + ["b", "c"].map { organization($0, 6) })
        #expect(
            try round.hidden() == [
                "unit:a/x": "complementary", "unit:a/y": "complementary",
            ])
    }

    @Test("hides an aggregate when two cuts together single out an organization")
    func acrossCuts() throws {
        // Each aggregate holds three or four hidden organizations, but k2 less s1 leaves g
        // alone, and so does, when k2 is hidden, the group less k1 less s1.
        let hidden =
            [
                ("a", "k1", nil), ("b", "k1", nil), ("c", "k1", nil), ("d", "k2", "s1"),
                ("e", "k2", "s1"), ("f", "k2", "s1"), ("g", "k2", nil),
            ] as [(String, String, String?)]
        let shown =
            [("h", "k1", nil), ("i", "k2", "s1"), ("j", "k2", nil)]
            as [(String, String, String?)]
        let round = ScoreRound(
            organizations: hidden.map { organization($0.0, 4, kind: $0.1, sector: $0.2) }
                + shown.map { organization($0.0, 8, kind: $0.1, sector: $0.2) })
        let found = try round.hidden()
        #expect(found["kind:k2"] == "complementary")
        #expect(found["kind:k1"] == "complementary")
        #expect(found["sector:s1"] == nil)
        #expect(found["group"] == nil)
    }

    @Test("protects nothing in joint mode and nothing from the administrator")
    func open() throws {
        var round = ScoreRound(organizations: ["a", "b"].map { organization($0, 1) })
        #expect(try round.hidden(.unprotected).isEmpty)
        #expect(try !round.hidden().isEmpty)
        round.mode = .joint
        #expect(try round.hidden().isEmpty)
        let released = DisclosureGate.release(try round.results(), audience: .internal)
        #expect(try released.figures("maturity", .group).between?.max == 50)
    }

    @Test("takes order statistics over the shown organizations, and only from three on")
    func spread() throws {
        let sizes = [("a", 3), ("b", 9), ("c", 7), ("d", 7), ("e", 8), ("f", 8)]
        var round = ScoreRound(organizations: sizes.map { organization($0, $1) })
        for index in round.organizations.indices {
            let n = round.organizations[index].scores.count
            round.organizations[index].scores = Array(repeating: 10 * (index + 1), count: n)
        }
        let group = try DisclosureGate.release(round.results(), audience: .internal)
            .figures("maturity", .group)
        #expect(group.between?.min == 20)
        #expect(group.between?.max == 60)
        #expect(group.mean == 35)
        round.organizations.removeLast()
        let smaller = try DisclosureGate.release(round.results(), audience: .internal)
            .figures("maturity", .group)
        #expect(smaller.between == nil)
    }

    @Test("hides an item that a few answered, though only with special options")
    func specialOnly() throws {
        let questionnaire = try Instrument.flat(1)
        let special = UInt8(5)
        func release(_ few: [UInt8]) throws -> ReleasedResults {
            var answers: [String: OrganizationAnswers] = [:]
            for (id, codes) in [("a", few), ("b", [0, 1, 2, 3, 4, 0]), ("c", [0, 1, 2, 3, 4])] {
                var rows = OrganizationAnswers(itemCount: 1)
                for code in codes { rows.append(row: [code]) }
                answers[id] = rows
            }
            let results = try Aggregation.results(
                questionnaire: questionnaire,
                roster: Roster(
                    ["a", "b", "c"].map { RosterOrganization($0, name: $0, kind: "company") }),
                answers: answers, settings: #require(RoundSettings()), lanes: 1)
            return DisclosureGate.release(results, audience: .internal)
        }
        let hidden = try release([special, special])
        let set = try #require(hidden.setIndex(of: .organization("a")))
        #expect(hidden.item(0, set: set).hidden == .tooFewRespondents)
        #expect(hidden.cell(node: 0, set: set).figures?.n == 0)
        let missing = try release([AnswerCode.notAnswered])
        #expect(missing.item(0, set: set).figures?.n == 0)
    }

    @Test("lets respondents without a unit be known where they are enough")
    func manyWithoutUnit() throws {
        let units: [String?] =
            Array(repeating: "x", count: 6) + Array(repeating: "y", count: 7)
            + Array(repeating: nil, count: 5)
        let round = ScoreRound(
            organizations: [organization("a", 18, units: units)]
                + ["b", "c"].map { organization($0, 6) })
        #expect(try round.hidden().isEmpty)
    }
}
