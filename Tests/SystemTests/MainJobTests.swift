import Foundation
import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

/// The real programs over loopback TLS, from an answers file to the group's results.
@Suite("The main job, with the real programs")
struct MainJobTests {
    @Test("answers collected offline are stored exactly once, byte for byte, and counted")
    func endToEnd() throws {
        let (city, service) = try Self.enrolledCity(["alpha", "beta"])
        service.stop()
        for (seed, organization) in ["alpha", "beta"].enumerated() {
            try city.importAnswers(organization, respondents: 40, seed: UInt64(seed + 1))
        }
        #expect(try city.agent("alpha", "sync").code == 4)
        #expect(try city.sealedFiles("alpha", state: "waiting").count == 40)

        let again = try ServiceProcess(data: city.data, port: service.port)
        for organization in ["alpha", "beta"] {
            let outcome = try city.agent(organization, "sync", "--json")
            #expect(outcome.code == 0, "\(outcome.error)")
            #expect(try city.counts(outcome)["accepted"] == 40)
            let repeated = try city.agent(organization, "sync", "--resend", "--json")
            #expect(try city.counts(repeated)["duplicate"] == 40)
        }
        try Self.expectExactlyOnce(city, ["alpha", "beta"], count: 80)
        again.stop()

        try city.aggregator("round", "close", City.round)
        try city.aggregator("aggregate", City.round)
        #expect(try city.aggregator("verify", City.round, "1").contains("80 responses"))
        #expect(try city.aggregator("publish", City.round, "1").contains("is published"))
        #expect(try city.aggregator("verify").contains("all digests agree"))
        let results = try city.aggregator(
            "results", City.round, "--format", "json", "--unprotected")
        #expect(results.contains("\"format\":\"maturity-results/1\""))
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(results.utf8)) as? [String: Any])
        let cells = try #require(root["cells"] as? [[String: Any]])
        let group = try #require(
            cells.first { $0["node"] as? String == "maturity" && $0["set"] as? String == "group" })
        let scored = try Self.respondentsWithScore(city)
        #expect(group["n"] as? Int == scored)
    }

    @Test("a service killed between commit and answer loses and doubles nothing")
    func killedAfterCommit() throws {
        let listener = try ServiceBox()
        let proxy = try CuttingProxy(target: listener.port, threshold: 12_000) { listener.kill() }
        let city = try City(port: proxy.port, organizations: ["alpha"])
        try listener.start(data: city.data)
        try city.enroll("alpha")
        try city.importAnswers("alpha", respondents: 1_200, seed: 3)

        let cut = try city.agent("alpha", "sync", "--json")
        #expect(proxy.isCut, "no answer was swallowed")
        #expect(cut.code == 4, "\(cut.output)\(cut.error)")
        let committed = try city.stored()
        #expect(!committed.isEmpty, "the commit was made before the kill")
        let waiting = try city.sealedFiles("alpha", state: "waiting")
        #expect(waiting.count > 1_200 - committed.count, "what was not acknowledged still waits")

        try listener.start(data: city.data)
        let outcome = try city.agent("alpha", "sync", "--json")
        #expect(outcome.code == 0, "\(outcome.error)")
        let counts = try city.counts(outcome)
        #expect((counts["duplicate"] ?? 0) > 0, "what was committed unseen is a duplicate")
        #expect(try city.sealedFiles("alpha", state: "waiting").isEmpty)
        try Self.expectExactlyOnce(city, ["alpha"], count: 1_200)
        listener.kill()
    }

    @Test("an edit becomes a new revision, and only the newest counts")
    func edits() throws {
        let (city, service) = try Self.enrolledCity(["alpha"])
        try city.importAnswers("alpha", respondents: 10, seed: 5)
        #expect(try city.agent("alpha", "sync").code == 0)
        // The same respondents with other answers.
        try city.importAnswers("alpha", respondents: 10, seed: 6)
        let outcome = try city.agent("alpha", "sync", "--json")
        #expect(try city.counts(outcome)["accepted"] == 10)
        #expect(try city.stored().count == 20)
        let status = try city.aggregator("status", City.round, "--json")
        #expect(status.contains("\"received\" : 10"), "\(status)")
        service.stop()
    }

    /// A city whose agents are enrolled and whose service runs.
    static func enrolledCity(
        _ organizations: [String]
    ) throws -> (city: City, service: ServiceProcess) {
        let port = try ServiceBox().port
        let city = try City(port: port, organizations: organizations)
        let service = try ServiceProcess(data: city.data, port: port)
        for organization in organizations { try city.enroll(organization) }
        return (city, service)
    }

    /// Checks that everything the agents keep is stored once, byte for byte, and nothing else.
    static func expectExactlyOnce(
        _ city: City, _ organizations: [String], count: Int
    ) throws {
        let stored = try city.stored()
        #expect(stored.count == count)
        #expect(Set(stored.map { "\($0.id).\($0.revision)" }).count == count)
        var kept: [[UInt8]] = []
        for organization in organizations { kept += try city.sealedFiles(organization).values }
        #expect(Set(kept) == Set(stored.map(\.bytes)))
        for response in stored {
            #expect(Digest.sha256(of: response.bytes) == response.digest)
        }
    }

    /// How many respondents have a maturity score, recounted from the stored bytes.
    ///
    /// Both halves of the small questionnaire must have a score, each at least half its items.
    private static func respondentsWithScore(_ city: City) throws -> Int {
        try city.stored().filter { response in
            var parser = ResponseParser()
            try parser.parse(response.bytes.span)
            let answered = parser.fields.answers.filter { answer in
                answer.code.text(in: response.bytes.span) != "dont-know"
            }.map { $0.item.text(in: response.bytes.span) }
            let halves = [City.items[..<12], City.items[12...]]
            return halves.allSatisfy { half in answered.filter(half.contains).count >= 6 }
        }.count
    }
}
