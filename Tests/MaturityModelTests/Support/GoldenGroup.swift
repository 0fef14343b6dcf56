import MaturityModel

/// The four organizations of the definition's golden numbers.
enum GoldenGroup {
    static func roster() throws -> Roster {
        func organization(
            _ id: String, _ kind: String, _ invited: Int, _ employees: Int
        ) -> RosterOrganization {
            RosterOrganization(
                id, name: id, kind: kind, size: RosterSize(invited: invited, employees: employees))
        }
        return try Roster([
            organization("a", "department", 8, 400), organization("b", "department", 20, 1_500),
            organization("c", "company", 5, 120), organization("d", "company", 4, 60),
        ])
    }

    static let scores: [String: [Int]] = [
        "a": [40, 50, 60, 70, 80, 60],
        "b": [Int](repeating: 45, count: 6) + [Int](repeating: 35, count: 3)
            + [Int](repeating: 55, count: 3),
        "c": [70, 65, 75, 80, 60],
        "d": [90, 80, 85],
    ]

    static func results(_ settings: RoundSettings? = RoundSettings()) throws -> Results {
        var answers: [String: OrganizationAnswers] = [:]
        for (id, scores) in scores {
            var rows = OrganizationAnswers(itemCount: 1)
            for score in scores { rows.append(row: [UInt8(score / 5)]) }
            answers[id] = rows
        }
        guard let settings else { throw TestFailure("the settings are not valid") }
        return try Aggregation.results(
            questionnaire: Instrument.scores(), roster: roster(), answers: answers,
            settings: settings, lanes: 2)
    }
}
