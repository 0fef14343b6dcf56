import Foundation
import MaturityModel
import Pages
import SurveyProtocol
import SurveyTesting

@testable import SurveyAggregator

/// Released results of a small model city, without a store.
struct ReportFixture {
    /// Organizations with how many people answer; those with two are hidden.
    static let sizes: [(id: String, kind: String, people: Int)] = [
        ("a-parks", "department", 8), ("b-schools", "department", 16),
        ("c-libraries", "department", 8), ("d-traffic", "department", 8),
        ("e-archive", "department", 2), ("f-elections", "department", 2),
        ("g-museums", "department", 2), ("h-energy", "company", 8), ("i-harbor", "company", 8),
        ("j-housing", "company", 16), ("k-fiber", "company", 2), ("l-parking", "company", 2),
        ("m-arena", "company", 2),
    ]

    static let questionnaireText = """
        format: maturity-questionnaire/1
        id: report
        version: "1"
        languages: [sv, en]
        title: {sv: Mognad <b>, en: "Maturity <b>"}
        scales:
          five:
            - {code: "1", value: 1, label: {sv: Inte alls, en: Not at all}}
            - {code: "2", value: 2, label: {sv: Lite, en: A little}}
            - {code: "3", value: 3, label: {sv: Delvis, en: Partly}}
            - {code: "4", value: 4, label: {sv: Mycket, en: Much}}
            - {code: "5", value: 5, label: {sv: Helt, en: Fully}}
            - {code: dont-know, special: dont-know, label: {sv: Vet inte, en: Don't know}}
        tree:
          id: maturity
          title: {sv: Mognad, en: Maturity}
          children:
            - id: cap
              title: {sv: Förmåga, en: Capability}
              children:
                - id: cap.a
                  title: {sv: Upptäcka, en: Sensing}
                  items:
                    - {id: q1, scale: five, tags: [innovation], text: {sv: Ett, en: One}}
                    - {id: q2, scale: five, tags: [efficiency], text: {sv: Två, en: Two}}
                - id: cap.b
                  title: {sv: Ändra, en: Changing}
                  items:
                    - {id: q3, scale: five, text: {sv: Tre, en: Three}}
                    - {id: q4, scale: five, text: {sv: Fyra, en: Four}}
            - id: her
              title: {sv: Arv, en: Heritage}
              children:
                - id: her.a
                  title: {sv: System, en: Systems}
                  items:
                    - {id: q5, scale: five, text: {sv: Fem, en: Five}}
                    - {id: q6, scale: five, text: {sv: Sex, en: Six}}
        """

    let questionnaire: Questionnaire
    let roster: Roster

    init() throws {
        questionnaire = try QuestionnaireFile.read(
            bytes: Array(Self.questionnaireText.utf8), name: "report.yaml"
        ).questionnaire
        roster = try Roster(
            Self.sizes.map {
                RosterOrganization(
                    $0.id, name: "Name of \($0.id)", kind: $0.kind,
                    size: RosterSize(invited: 20, employees: 100))
            })
    }

    /// Answers of every organization, the same each time; the special one is `dont-know`.
    func answers() -> [String: [[UInt8]]] {
        var state: UInt64 = 7
        func draw(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        var answers: [String: [[UInt8]]] = [:]
        for organization in Self.sizes {
            answers[organization.id] = (0..<organization.people).map { _ in
                questionnaire.items.map { _ in UInt8(draw(5)) }
            }
        }
        answers["a-parks"]?[0][0] = 5
        return answers
    }

    /// Results of answers through disclosure control.
    func released(
        _ answers: [String: [[UInt8]]], _ audience: Audience = .internal
    ) throws -> ReleasedResults {
        var rows: [String: OrganizationAnswers] = [:]
        for (id, people) in answers {
            var own = OrganizationAnswers(itemCount: questionnaire.items.count)
            for person in people { own.append(row: person) }
            rows[id] = own
        }
        guard let settings = RoundSettings() else { throw CocoaError(.coderInvalidValue) }
        let results = try Aggregation.results(
            questionnaire: questionnaire, roster: roster, answers: rows, settings: settings,
            lanes: 2)
        return DisclosureGate.release(results, audience: audience).adding(benchmarks: [
            Benchmark(
                "Example agency", year: 2025, over: 120, basis: ("municipalities", "survey"),
                values: ["maturity": 48.5, "cap": 51])
        ])
    }

    static let header = ResultsHeader(
        round: "2026", snapshot: 3, digest: "sha256:00",
        inputs: InputDigests(
            questionnaire: "sha256:01", roster: "sha256:02", responses: "sha256:03",
            settings: "sha256:04"))

    static let round = stored("2026")

    /// A round as the store keeps it.
    static func stored(_ id: String) -> StoredRound {
        StoredRound(
            key: 1, id: id, state: .closed, mode: .respondents, opens: nil, closes: nil,
            questionnaire: Digest.sha256(of: "q".utf8), roster: Digest.sha256(of: "r".utf8),
            minimumRespondents: 5, minimumOrganizations: 3, late: .quarantine, rosterVersion: 1)
    }

    /// What a report is made from.
    func source(
        _ answers: [String: [[UInt8]]]? = nil, _ audience: Audience = .internal,
        isPublished: Bool = true
    ) throws -> ReportSource {
        ReportSource(
            try released(answers ?? self.answers(), audience), header: Self.header,
            round: Self.round, isPublished: isPublished)
    }
}
