import FoundationEssentials
import MaturityModel
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

/// A small questionnaire, a round and an enrolled agent.
enum Fixture {
    static let questionnaireText = """
        {"format":"maturity-questionnaire/1","id":"small","version":"1","languages":["sv","en"],
        "title":{"sv":"Liten","en":"Small"},
        "scales":{"three":[{"code":"low","value":1,"label":{"sv":"Lite","en":"Little"}},
        {"code":"mid","value":2,"label":{"sv":"Delvis","en":"Partly"}},
        {"code":"high","value":3,"label":{"sv":"Mycket","en":"Much"}},
        {"code":"dont-know","special":"dont-know","label":{"sv":"Vet inte","en":"Don't know"}}]},
        "background":[{"id":"role","title":{"sv":"Roll","en":"Role"},"options":[
        {"code":"manager","label":{"sv":"Chef","en":"Manager"}},
        {"code":"staff","label":{"sv":"Medarbetare","en":"Staff"}}]}],
        "tree":{"id":"root","title":{"sv":"Rot","en":"Root"},"children":[
        {"id":"one","title":{"sv":"Ett","en":"One"},"items":[
        {"id":"one.a","scale":"three","required":true,"text":{"sv":"A?","en":"A?"},
        "help":{"sv":"Hjälp","en":"Help with A"}},
        {"id":"one.b","scale":"three","text":{"sv":"B?","en":"B?"}}]},
        {"id":"two","title":{"sv":"Två","en":"Two"},"items":[
        {"id":"two.a","scale":"three","text":{"sv":"C?","en":"C?"},
        "relevantWhen":{"item":"one.b","in":["mid","high"]}}]}]}}
        """

    static var questionnaireBytes: [UInt8] { Array(questionnaireText.utf8) }

    static var questionnaire: Questionnaire {
        get throws {
            let document = try JSONDecoder().decode(
                DocumentNode.self, from: Data(questionnaireBytes))
            return try QuestionnaireReader.read(document).get()
        }
    }

    static func round(
        _ id: String = "2026", _ state: RoundState = .open,
        mode: SurveyProtocol.RoundMode = .respondents
    ) -> RoundSummary {
        RoundSummary(
            id: id, state: state, mode: mode, dates: (nil, nil),
            questionnaire: Digest.of(questionnaireBytes))
    }

    static let enrollment = Enrollment(
        server: "server-1", agent: "agent-1", organization: "harbor", address: "localhost:8443",
        group: "Group", code: Digest.of([1]), epoch: 1)

    static func device(seed: UInt64 = 1, clock: SimulatedClock = SimulatedClock()) -> Device {
        Device(clock: clock, random: SeededRandom(seed: seed))
    }

    /// Makes the disk that of an enrolled agent which knows the rounds.
    static func prepare(_ disk: any Disk, rounds: [RoundSummary] = [round()]) throws {
        let home = Home(disk: disk)
        try disk.makeFolder("")
        try home.save(enrollment)
        try disk.place([
            DiskFile(path: Home.respondentKeyPath, bytes: Array(repeating: 7, count: 32))
        ])
        for round in rounds {
            try home.save(questionnaire: questionnaireBytes, round: round.id)
            try home.save(round)
        }
    }

    static func key() throws -> RespondentKey {
        try #require(RespondentKey(Array(repeating: 7, count: 32)))
    }

    static func spool(_ disk: any Disk) -> Spool {
        Spool(disk: disk, pause: {})
    }

    static func sealer(_ device: Device, round: RoundSummary = round()) throws -> Sealer {
        Sealer(
            round: round, questionnaire: try questionnaire, organization: "harbor", device: device)
    }

    /// Sealed responses of so many different respondents, ready for the spool.
    static func responses(
        _ count: Int, device: Device
    ) throws -> [(id: ResponseID, revision: Int, bytes: [UInt8])] {
        let sealer = try sealer(device)
        return try (0..<count).map { number in
            var answers = AnswerSet(of: sealer.questionnaire)
            answers.items[0] = number % 3
            let response = sealer.response(
                answers, token: try key().token(round: "2026", label: "p\(number)"),
                as: sealer.succession(of: nil), startedAt: device.timestamp)
            return (response.id, response.revision, response.sealed())
        }
    }
}
