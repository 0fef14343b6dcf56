import MaturityModel

/// A round with one item whose options are scores: an organization is a list of scores.
struct ScoreRound {
    struct Organization {
        var id: String
        var kind = "company"
        var sector: String?
        var parent: String?
        var scores: [Int]
        /// The unit of each respondent; nobody has one when empty.
        var units: [String?] = []
    }

    var organizations: [Organization]
    var mode = RoundMode.respondents

    func results() throws -> Results {
        var answers: [String: OrganizationAnswers] = [:]
        for organization in organizations {
            var rows = OrganizationAnswers(itemCount: 1)
            for (index, score) in organization.scores.enumerated() {
                rows.append(
                    row: [UInt8(score / 5)],
                    unit: organization.units.isEmpty ? nil : organization.units[index])
            }
            answers[organization.id] = rows
        }
        guard let settings = RoundSettings(mode: mode) else {
            throw TestFailure("the settings are not valid")
        }
        return try Aggregation.results(
            questionnaire: Instrument.scores(),
            roster: Roster(
                organizations.map {
                    RosterOrganization(
                        $0.id, name: $0.id, kind: $0.kind,
                        in: RosterPlace(sector: $0.sector, parent: $0.parent))
                }), answers: answers, settings: settings, lanes: 1)
    }

    /// The hidden sets at the root and why.
    func hidden(_ audience: Audience = .internal) throws -> [String: String] {
        let released = DisclosureGate.release(try results(), audience: audience)
        var hidden: [String: String] = [:]
        for set in released.sets {
            hidden[set.text] = try released.cell("maturity", set).hidden?.rawValue
        }
        return hidden
    }
}
