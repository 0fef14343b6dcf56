import MaturityModel
import Testing

/// Small computations for tests.
enum Sample {
    /// The root's score of a single row.
    static func oneRow(_ row: [UInt8], _ questionnaire: Questionnaire) throws -> Double? {
        try results([row], questionnaire).figures(
            questionnaire.nodes[0].id, .organization("one")
        ).mean
    }

    /// Unprotected results of one organization.
    static func results(
        _ rows: [[UInt8]], _ questionnaire: Questionnaire
    ) throws -> ReleasedResults {
        var answers = OrganizationAnswers(itemCount: questionnaire.items.count)
        for row in rows { answers.append(row: row) }
        let settings = try #require(RoundSettings())
        let results = try Aggregation.results(
            questionnaire: questionnaire,
            roster: Roster([RosterOrganization("one", name: "One", kind: "company")]),
            answers: ["one": answers], settings: settings, lanes: 1)
        return DisclosureGate.release(results, audience: .unprotected)
    }
}

extension Sample {
    /// A header for exports.
    static let header = ResultsHeader(
        round: "2026", snapshot: 1, digest: "sha256:00",
        inputs: InputDigests(
            questionnaire: "sha256:01", roster: "sha256:02", responses: "sha256:03",
            settings: "sha256:04"))
}
