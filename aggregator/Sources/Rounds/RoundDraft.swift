import Foundation
import MaturityModel
import SurveyProtocol

/// A round as a person describes it: texts that are checked before anything is created.
struct RoundDraft: Codable, Equatable, Sendable {
    /// The round's id.
    var id: String
    /// The questionnaire, YAML or JSON.
    var questionnaire: String
    /// The roster, CSV.
    var roster: String
    /// Who answers.
    var mode: SurveyProtocol.RoundMode?
    /// When it opens, RFC 3339 or a day.
    var opens: String?
    /// When it closes, RFC 3339 or a day.
    var closes: String?
    /// What becomes of responses that arrive after closing.
    var late: LateRule?
    /// Figures of fewer respondents are hidden.
    var minimumRespondents: Int?
    /// Aggregates of fewer organizations are hidden.
    var minimumOrganizations: Int?

    /// The smallest and largest minimum that a round may have.
    static let minimums = 3...1_000_000

    /// The round to be created and the digest of its roster.
    /// - Throws: `request-invalid`, `questionnaire-invalid`, `roster-invalid` with every fault.
    func newRound() throws -> (round: NewRound, roster: Digest) {
        guard Identifier.isValid(id) else {
            throw Self.invalid("that is not a round id", "use 1 to 64 of A-Z a-z 0-9 . _ -")
        }
        let minimums = (minimumRespondents ?? 5, minimumOrganizations ?? 3)
        guard Self.minimums.contains(minimums.0), Self.minimums.contains(minimums.1) else {
            throw Self.invalid(
                "the smallest numbers of respondents and organizations are at least 3",
                "choose 3 or more")
        }
        let dates = try DatesDraft(opens: opens, closes: closes).dates()
        let reading = try QuestionnaireFile.read(
            bytes: Array(questionnaire.utf8), name: "questionnaire")
        let emails = try? RosterFile.emails(Array(roster.utf8))
        let roster = try RosterFile.read(Array(roster.utf8), name: "roster")
        let round = NewRound(
            id: id, mode: mode ?? .respondents, opens: dates.opens, closes: dates.closes,
            minimumRespondents: minimums.0, minimumOrganizations: minimums.1,
            late: late ?? .quarantine, questionnaire: Data(reading.canonical),
            organizations: roster.organizations, emails: emails)
        return (round, Digest.sha256(of: roster.document().canonicalJSON()))
    }

    private static func invalid(_ reason: String, _ hint: String) -> AggregatorError {
        AggregatorError(.requestInvalid, reason, hint: hint)
    }
}

/// Dates as a person writes them.
struct DatesDraft: Codable, Equatable, Sendable {
    /// When it opens, RFC 3339 or a day.
    var opens: String?
    /// When it closes, RFC 3339 or a day.
    var closes: String?

    /// The dates that are meant.
    /// - Throws: `request-invalid`.
    func dates() throws -> RoundDates {
        let dates = RoundDates(opens: try moment(opens), closes: try moment(closes))
        try dates.check()
        return dates
    }

    private func moment(_ text: String?) throws -> Timestamp? {
        guard let text else { return nil }
        guard let moment = Timestamp(text) else {
            throw AggregatorError(
                .requestInvalid, "that is not a time",
                hint: "write a time such as 2026-03-01T08:00:00Z")
        }
        return moment
    }
}
