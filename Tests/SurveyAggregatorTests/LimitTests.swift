import Crypto
import Foundation
import HTTPTypes
import NIOCore
import SurveyProtocol
import SwiftASN1
import Testing
import X509

@testable import SurveyAggregator

@Suite("Whoever misbehaves meets a limit with a name")
struct LimitTests {
    private static func at(_ seconds: Int64) -> NIODeadline {
        .uptimeNanoseconds(UInt64(1_000 + seconds) * 1_000_000_000)
    }

    @Test("a body of a byte a second ends after the grace, a steady one goes on to its deadline")
    func slowBody() {
        var slow = RequestPace(at: Self.at(0))
        slow.headArrived(at: Self.at(1))
        var steady = slow
        for second in 2...10 {
            slow.bodyArrived(1)
            steady.bodyArrived(2_048)
            #expect(slow.fault(at: Self.at(Int64(second))) == nil)
        }
        #expect(slow.fault(at: Self.at(11)) == .slowBody)
        #expect(steady.fault(at: Self.at(11)) == nil)
        steady.bodyArrived(10_000_000)
        #expect(steady.fault(at: Self.at(120)) == nil)
        #expect(steady.fault(at: Self.at(121)) == .slowBody)
    }

    @Test("silence, and an answer that nobody reads, end; the service's own work does not")
    func silence() {
        var pace = RequestPace(at: Self.at(0))
        #expect(pace.fault(at: Self.at(59)) == nil)
        #expect(pace.fault(at: Self.at(60)) == .idle)
        pace.headArrived(at: Self.at(10))
        pace.requestEnded(at: Self.at(11))
        #expect(pace.fault(at: Self.at(10_000)) == nil)
        pace.answerBegan(at: Self.at(10_000))
        #expect(pace.fault(at: Self.at(10_059)) == nil)
        #expect(pace.fault(at: Self.at(10_060)) == .slowReader)
        pace.answerRead(at: Self.at(10_059))
        #expect(pace.fault(at: Self.at(10_118)) == nil, "a long answer goes on while it is read")
        #expect(pace.fault(at: Self.at(10_119)) == .slowReader)
        pace.answerEnded(at: Self.at(10_061))
        #expect(pace.fault(at: Self.at(10_062)) == nil)
    }

    @Test("when the service ends, an idle connection has a second, a request its limit")
    func drain() {
        func ends(_ looks: [(second: Int64, requests: Int)]) -> [Bool] {
            var drain = ConnectionDrain(at: Self.at(0), secondsMaximum: 20)
            return looks.map { drain.ends(at: Self.at($0.second), requests: $0.requests) }
        }
        #expect(ends([(0, 0), (1, 0)]) == [false, true], "the goodbye can be read")
        // A last request comes before the connection is closed, and its answer can be read.
        #expect(
            ends([(0, 0), (1, 1), (9, 1), (10, 0), (11, 0)])
                == [false, false, false, false, true])
        #expect(ends([(19, 2), (20, 2)]) == [false, true])
    }

    @Test("connections fit under the system's limit of open files, which is raised where it may be")
    func descriptors() {
        #expect(DescriptorLimit.connections(wanted: 2_048, descriptors: 1_048_576) == 2_048)
        #expect(DescriptorLimit.connections(wanted: 2_048, descriptors: 1_024) == 896)
        #expect(DescriptorLimit.connections(wanted: 2_048, descriptors: 10) == 16)
        #expect(DescriptorLimit.connections(wanted: 8, descriptors: 1_024) == 8)
        #expect(DescriptorLimit.raise(for: 64) == 64)
    }

    @Test("a bucket gives its burst at once and then its rate, and says how long to wait")
    func buckets() {
        let rate = ServiceLimits.Rate(burst: 5, perSecond: 2)
        let buckets = TokenBuckets<String>(rate)
        for _ in 0..<5 { #expect(buckets.take("a", at: Self.at(0)) == nil) }
        #expect(buckets.take("a", at: Self.at(0)) == 0.5)
        #expect(buckets.take("b", at: Self.at(0)) == nil, "another sender has its own")
        for _ in 0..<2 { #expect(buckets.take("a", at: Self.at(1)) == nil) }
        #expect(buckets.take("a", at: Self.at(1)) != nil)
        let unlimited = TokenBuckets<String>(
            ServiceLimits.Rate(burst: .infinity, perSecond: .infinity))
        for _ in 0..<1_000 { #expect(unlimited.take("a", at: Self.at(0)) == nil) }
    }

    @Test("only an older survey-agent is too old")
    func versions() {
        for program in [
            "survey-agent/1.2.0", "survey-agent/1.10", "survey-agent/2", "curl/0.1", "x",
        ] {
            #expect(throws: Never.self) { try ProgramVersion.check(program, oldest: "1.2.0") }
        }
        for program in ["survey-agent/1.1.9", "survey-agent/0.1.0", "survey-agent/1.1.99-beta"] {
            let error = #expect(throws: Problem.self) {
                try ProgramVersion.check(program, oldest: "1.2.0")
            }
            #expect(error?.code == .agentTooOld)
        }
    }

    @Test("a forwarded certificate is read in both forms, and must be this authority's")
    func forwarded() throws {
        let fixture = try Fixture()
        let agent = try InStepTests.enroll("beta", at: fixture.aggregator)
        let pem = try fixture.aggregator.renew(
            agent,
            RenewalRequest(
                signingRequest: try InStepTests.signingRequest(P256.Signing.PrivateKey()),
                agent: "a/1")
        ).certificate
        let issued = try Certificate(pemEncoded: pem)
        let base64 = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        let escaped = try #require(
            pem.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        for value in [":\(base64):", escaped] {
            let certificate = try #require(ForwardedCertificate.certificate(value))
            #expect(certificate == issued)
            #expect(fixture.aggregator.authority.hasIssued(certificate))
            #expect(try !Fixture().aggregator.authority.hasIssued(certificate))
        }
        for value in ["", ":", "::", ":AAAA:", "nothing", "%2D%2D", base64] {
            #expect(ForwardedCertificate.certificate(value) == nil, "\(value)")
        }
    }
}
