import Foundation
import MaturityModel
import SurveyProtocol
import SurveyTesting

@testable import SurveyAggregator

/// A data folder with one open round, as tests of the aggregator need it.
final class Fixture {
    let temporary: TemporaryFolder
    let folder: DataFolder
    let aggregator: Aggregator
    let questionnaire: QuestionnaireFile.Reading

    static let items = ["q1", "q2", "q3"]

    static let questionnaireText = """
        format: maturity-questionnaire/1
        id: tiny
        version: "1"
        languages: [en]
        title: {en: Tiny}
        scales:
          three:
            - {code: "1", value: 1, label: {en: Low}}
            - {code: "2", value: 2, label: {en: Middle}}
            - {code: "3", value: 3, label: {en: High}}
            - {code: dont-know, special: dont-know, label: {en: Don't know}}
        background:
          - id: role
            title: {en: Role}
            options:
              - {code: manager, label: {en: Manager}}
              - {code: other, label: {en: Other}}
        tree:
          id: maturity
          title: {en: Maturity}
          items:
            - {id: q1, scale: three, text: {en: One}}
            - {id: q2, scale: three, text: {en: Two}}
            - {id: q3, scale: three, text: {en: Three}}
        """

    init(mode: SurveyProtocol.RoundMode = .respondents, closes: Timestamp? = nil) throws {
        temporary = try TemporaryFolder()
        folder = DataFolder(path: temporary.path("data"))
        try Aggregator.initialize(
            folder, group: "Test", addresses: ["localhost:8443"], now: Date())
        guard let aggregator = try Aggregator(folder: folder) else {
            throw CocoaError(.fileLocking)
        }
        self.aggregator = aggregator
        questionnaire = try QuestionnaireFile.read(
            path: try temporary.write(Self.questionnaireText, to: "questionnaire.yaml"))
        let roster = try Roster(
            ["alpha", "beta", "gamma"].map {
                RosterOrganization($0, name: $0, kind: "department")
            })
        let round = NewRound(
            id: "2026", mode: mode, opens: nil, closes: nil, minimumRespondents: 5,
            minimumOrganizations: 3, questionnaire: Data(questionnaire.canonical),
            organizations: roster.organizations)
        _ = try aggregator.perform(
            .createRound(round, roster: Digest.sha256(of: roster.document().canonicalJSON())))
        _ = try aggregator.perform(.moveRound("2026", to: .open))
        if let closes {
            _ = try aggregator.perform(
                .setDates(RoundDates(closes: closes), round: "2026", organization: nil))
        }
        for organization in ["alpha", "beta"] { try addAgent(organization) }
    }

    private func addAgent(_ organization: String) throws {
        let secret = Digest.sha256(of: organization.utf8)
        try aggregator.store.addCode(
            secret: secret, organization: organization, expires: .now().adding(seconds: 3_600),
            at: .now())
        _ = try aggregator.store.redeem(
            secret: secret, publicKey: secret, program: "test/1", at: .now()
        ) { _ in
            NewAgent(
                id: "agent-\(organization)", serial: "0\(organization.count)\(organization)",
                certificate: "", expires: .now().adding(seconds: 3_600))
        }
    }

    /// A response with one answer to each item.
    func response(
        _ number: UInt64, codes: [String] = ["1", "2", "3"], organization: String = "alpha"
    ) -> Response {
        var response = Response(
            id: ResponseID(milliseconds: number, random: (number, number)), round: "2026",
            questionnaire: questionnaire.digest, organization: organization)
        response.answers = zip(Self.items, codes).map { Response.Answer(item: $0, code: $1) }
        response.respondent = "token-of-respondent-\(number)"
        response.startedAt = "2026-03-01T09:00:00Z"
        response.completedAt = "2026-03-01T09:10:00Z"
        response.agent = "test/1"
        return response
    }

    /// The sender of batches of an organization, as its certificate would say.
    func sender(
        _ organization: String = "alpha", admission: StoredRound.Admission? = nil
    ) throws -> BatchSender {
        let entry = try aggregator.rounds.entry("2026")
        let agent = try aggregator.reader.agents().first { $0.organization == organization }
        return BatchSender(
            round: entry.round,
            organization: (organization, entry.organizations[organization]?.key),
            agent: agent?.key ?? 1, index: entry.index,
            admission: admission ?? entry.round.admission(at: .now()))
    }

    /// Reads and stores lines as one request.
    func store(
        _ lines: [[UInt8]], from sender: BatchSender? = nil
    ) throws -> [StoredOutcome] {
        var reader = BatchReader(sender: try sender ?? self.sender())
        let batch = try reader.read(Array(lines.joined(separator: [0x0A])))
        return try aggregator.store.store([batch], at: .now())[0]
    }

    /// What is stored of the round.
    func stored() throws -> [SQLiteReader.SealedResponse] {
        try aggregator.reader.sealedResponses(round: aggregator.reader.round("2026").key)
    }
}
