import Foundation
import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

/// A small city made of the real programs: an aggregator's data folder and agents' homes.
final class City {
    static let round = "2026"

    let folder: TemporaryFolder
    /// The address that enrollment codes carry; the port is the service's or a proxy's.
    let address: String

    var data: String { folder.path("aggregator") }

    /// A city with an open round whose roster has the given organizations.
    init(port: Int, organizations: [String]) throws {
        folder = try TemporaryFolder()
        address = "localhost:\(port)"
        try folder.write(Self.questionnaire, to: "questionnaire.yaml")
        let rows = organizations.map { "\($0),The \($0),department,care,,100,900" }
        try folder.write(
            (["id,name,kind,sector,parent,invited,employees"] + rows).joined(separator: "\n"),
            to: "roster.csv")
        try aggregator("init", "--group", "Test", "--address", address)
        try aggregator(
            "round", "create", Self.round, "--questionnaire", folder.path("questionnaire.yaml"),
            "--roster", folder.path("roster.csv"))
        try aggregator("round", "open", Self.round)
    }

    /// Runs a command of the aggregator that must succeed, and returns what it printed.
    @discardableResult
    func aggregator(_ arguments: String...) throws -> String {
        let outcome = try BuiltProgram.run(
            "survey-aggregator", arguments, environment: ["SURVEY_AGGREGATOR_DATA": data])
        try #require(outcome.code == 0, "\(arguments): \(outcome.error)")
        return outcome.output
    }

    /// Runs a command of an organization's agent.
    @discardableResult
    func agent(
        _ organization: String, _ arguments: String..., input: String = ""
    ) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(
            "survey-agent", ["--home", home(organization)] + arguments, input: input)
    }

    func home(_ organization: String) -> String { folder.path("agent-\(organization)") }

    /// Enrolls an organization's agent with a code, the service running.
    func enroll(_ organization: String) throws {
        let code = try aggregator("enroll", organization)
        let outcome = try agent(organization, "enroll", "-", input: code)
        try #require(outcome.code == 0, "\(outcome.error)")
    }

    /// Imports generated answers of a number of respondents.
    func importAnswers(_ organization: String, respondents: Int, seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let items = Self.items
        var text = "respondent,unit," + items.joined(separator: ",") + "\n"
        for number in 0..<respondents {
            let codes = items.map { _ in ["1", "2", "3", "4", "5", "dont-know", ""] }
                .map { $0[Int.random(in: 0..<$0.count, using: &random)] }
            text += "r\(number),u\(number % 3)," + codes.joined(separator: ",") + "\n"
        }
        let file = try folder.write(text, to: "\(organization)-\(seed).csv")
        let outcome = try agent(organization, "import", Self.round, file)
        try #require(outcome.code == 0, "\(outcome.output)\(outcome.error)")
    }

    /// The counts that `sync --json` prints.
    func counts(_ outcome: BuiltProgram.Outcome) throws -> [String: Int] {
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let members = try #require(object as? [String: Any])
        return members.compactMapValues { $0 as? Int }
    }

    /// What the aggregator has stored of the round.
    func stored() throws -> [SQLiteReader.SealedResponse] {
        let reader = try SQLiteReader(path: data + "/survey.sqlite")
        return try reader.sealedResponses(round: reader.round(Self.round).key)
    }

    /// The sealed files that an agent keeps, by name, in one state or in all.
    func sealedFiles(_ organization: String, state: String? = nil) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        let spool = URL(filePath: home(organization)).appending(path: "spool")
        let paths = FileManager.default.enumerator(atPath: spool.path)?.compactMap { $0 as? String }
        for path in paths ?? [] where path.hasSuffix(".json") {
            let parts = path.split(separator: "/")
            // Those that were sealed together lie in a folder more.
            guard 3...4 ~= parts.count, parts[1] == state ?? String(parts[1]) else { continue }
            let bytes = try Array(Data(contentsOf: spool.appending(path: path)))
            var parser = ResponseParser()
            let line = bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes
            guard (try? parser.parse(line.span)) != nil else { continue }
            files[parts.last.map(String.init) ?? path] = line
        }
        return files
    }

    static let items = (1...24).map { "item.\($0)" }

    private static var questionnaire: String {
        let codes = (1...5).map {
            "    - {code: \"\($0)\", value: \($0), label: {en: Step \($0)}}"
        }
        let items = Self.items.map { "        - {id: \($0), scale: five, text: {en: About \($0)}}" }
        return """
            format: maturity-questionnaire/1
            id: small
            version: "1"
            languages: [en]
            title: {en: Small}
            scales:
              five:
            \(codes.joined(separator: "\n"))
                - {code: dont-know, special: dont-know, label: {en: Don't know}}
            tree:
              id: maturity
              title: {en: Maturity}
              children:
                - id: one
                  title: {en: One}
                  items:
            \(items[..<12].map { "  " + $0 }.joined(separator: "\n"))
                - id: two
                  title: {en: Two}
                  items:
            \(items[12...].map { "  " + $0 }.joined(separator: "\n"))
            """
    }
}
