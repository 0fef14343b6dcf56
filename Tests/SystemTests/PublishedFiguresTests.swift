import Foundation
import SurveyProtocol
import SurveyTesting
import Testing

/// The group's published figures on their way to the departments, with the real programs.
@Suite("Published figures at the agents, with the real programs")
struct PublishedFiguresTests {
    /// What an agent says of the root of the questionnaire.
    private struct Shown: Decodable {
        struct Area: Decodable {
            struct Figure: Decodable {
                let set: String
                let mean: Double?
            }

            let node: String
            let mean: Double?
            let published: [Figure]
        }

        let standing: String
        let areas: [Area]

        var group: Double? { areas.first?.published.first { $0.set == "group" }?.mean }
    }

    private func shown(_ city: City) throws -> Shown {
        let outcome = try city.agent("alpha", "results", City.round, "--json")
        #expect(outcome.code == 0, "\(outcome.error)")
        return try JSONDecoder().decode(Shown.self, from: Data(outcome.output.utf8))
    }

    @Test("what is published comes with a sync and stays offline; what is withdrawn goes again")
    func journey() throws {
        let organizations = ["alpha", "beta", "gamma"]
        let (city, service) = try MainJobTests.enrolledCity(organizations)
        for (seed, organization) in organizations.enumerated() {
            try city.importAnswers(organization, respondents: 12, seed: UInt64(seed + 1))
            #expect(try city.agent(organization, "sync").code == 0)
        }
        #expect(try shown(city).standing == "unpublished")
        try city.aggregator("round", "close", City.round)
        try city.aggregator("aggregate", City.round)
        try city.aggregator("publish", City.round, "1")
        #expect(try city.agent("alpha", "sync").code == 0)
        let beside = try shown(city)
        #expect(beside.standing == "fetched" && beside.areas.first?.mean != nil)
        let results = try city.aggregator(
            "results", City.round, "--format", "json", "--audience", "public")
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(results.utf8)) as? [String: Any])
        let cells = try #require(root["cells"] as? [[String: Any]])
        let group = try #require(
            cells.first { $0["node"] as? String == "maturity" && $0["set"] as? String == "group" })
        #expect(group["mean"] as? Double == beside.group && beside.group != nil)

        try city.aggregator("round", "withdraw", City.round)
        #expect(try shown(city).standing == "fetched", "until it has been at the centre")
        #expect(try city.agent("alpha", "sync").code == 0)
        #expect(try shown(city).standing == "unpublished")
        #expect(try shown(city).group == nil)
        service.stop()
        #expect(try shown(city).areas.first?.mean != nil, "the own results need no network")
    }
}
