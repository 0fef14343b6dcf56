import Crypto
import Foundation
import SurveyTesting
import SwiftASN1
import Testing
import X509

@testable import SurveyAggregator

/// Who may not send is told so, and keeps everything.
@Suite("An agent without permission stops and keeps its answers")
struct PermissionTests {
    /// Imports some answers and expects that a sync is refused and nothing moves.
    private func expectRefusal(_ city: City, says words: String) throws {
        try city.importAnswers("alpha", respondents: 5, seed: 9)
        let outcome = try city.agent("alpha", "sync")
        #expect(outcome.code == 5, "\(outcome.output)\(outcome.error)")
        #expect(outcome.error.contains(words), "\(outcome.error)")
        #expect(outcome.error.contains("survey-agent: hint: "))
        #expect(try city.sealedFiles("alpha", state: "waiting").count == 5)
        #expect(try city.stored().isEmpty)
    }

    @Test("a revoked agent is refused at once")
    func revoked() throws {
        let (city, service) = try MainJobTests.enrolledCity(["alpha"])
        let listing = try city.aggregator("agents", "--json")
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(listing.utf8)) as? [String: Any])
        let agents = try #require(root["agents"] as? [[String: Any]])
        let id = try #require(agents.first?["agent"] as? String)
        try city.aggregator("revoke", id)
        try expectRefusal(city, says: "withdrawn")
        service.stop()
    }

    @Test("a service whose port is taken says so and ends", .timeLimit(.minutes(1)))
    func takenPort() throws {
        let (_, service) = try MainJobTests.enrolledCity(["alpha"])
        let (other, ended) = try MainJobTests.enrolledCity(["alpha"])
        ended.stop()
        let outcome = try BuiltProgram.run(
            "survey-aggregator",
            ["serve", "--data", other.data, "--listen", "127.0.0.1:\(service.port)"])
        #expect(outcome.code == 1)
        #expect(outcome.error.contains("cannot serve on"), "\(outcome.error)")
        service.stop()
    }

    @Test("a certificate of another authority is refused")
    func foreign() throws {
        let (city, service) = try MainJobTests.enrolledCity(["alpha"])
        let (other, otherService) = try MainJobTests.enrolledCity(["alpha"])
        otherService.stop()
        for name in ["agent.key", "agent.pem"] {
            let foreign = try Data(contentsOf: URL(filePath: other.home("alpha") + "/" + name))
            try foreign.write(to: URL(filePath: city.home("alpha") + "/" + name))
        }
        try expectRefusal(city, says: "certificate")
        service.stop()
    }

    @Test("an expired certificate is refused")
    func expired() throws {
        let (city, service) = try MainJobTests.enrolledCity(["alpha"])
        let authority = try Authority(
            keyPEM: Aggregator.text(city.data + "/authority.key"),
            certificatePEM: Aggregator.text(city.data + "/authority.pem"))
        let key = P256.Signing.PrivateKey()
        let certificate = try authority.issueAgent(
            id: "old", organization: "alpha",
            publicKey: Certificate.PrivateKey(key).publicKey,
            now: Date(timeIntervalSinceNow: -3 * 365 * 86_400))
        try Data(key.pemRepresentation.utf8).write(
            to: URL(filePath: city.home("alpha") + "/agent.key"))
        try Data(certificate.serializeAsPEM().pemString.utf8).write(
            to: URL(filePath: city.home("alpha") + "/agent.pem"))
        try expectRefusal(city, says: "expired")
        service.stop()
    }

    @Test("a code works once; the same agent may repeat it, another may not")
    func codes() throws {
        let port = try ServiceBox().port
        let city = try City(port: port, organizations: ["alpha"])
        let service = try ServiceProcess(data: city.data, port: port)
        let code = try city.aggregator("enroll", "alpha")
        #expect(try city.agent("alpha", "enroll", "-", input: code).code == 0)
        #expect(try city.agent("alpha", "enroll", "-", input: code).code == 0)
        let other = try city.agent("somebody-else", "enroll", "-", input: code)
        #expect(other.code == 5, "\(other.error)")
        let damaged = try city.agent("third", "enroll", "-", input: String(code.dropLast(9)))
        #expect(damaged.code == 1 || damaged.code == 2, "\(damaged.error)")
        service.stop()
    }
}
