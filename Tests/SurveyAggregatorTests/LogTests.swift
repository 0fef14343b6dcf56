import CoreMetrics
import Foundation
import Logging
import Testing

@testable import SurveyAggregator

@Suite("Logs and figures for whoever runs the service")
struct LogTests {
    @Test("a log entry is one line of JSON, whatever is in it")
    func line() throws {
        let line = JSONLogHandler.line(
            at: AccessFixture.moment, level: .notice, message: "a \"b\"\nc",
            members: [("id", "x\u{1}"), ("path", "/v1/rounds")])
        #expect(line.count { $0 == 0x0A } == 1 && line.last == 0x0A)
        let read = try JSONSerialization.jsonObject(with: Data(line)) as? [String: String]
        #expect(read?["message"] == "a \"b\"\nc" && read?["id"] == "x\u{1}")
        #expect(read?["time"] == "2027-01-15T08:00:00Z" && read?["level"] == "notice")
    }

    @Test("a log entry has its figures as numbers, and what only looks like one as text")
    func numbers() throws {
        let line = JSONLogHandler.line(
            at: AccessFixture.moment, level: .info, message: "request",
            members: [
                ("status", "204"), ("milliseconds", "-1"), ("route", "7"), ("port", "007x"),
            ])
        let read = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        #expect(read?["status"] as? Int == 204 && read?["milliseconds"] as? Int == -1)
        #expect(read?["route"] as? String == "7" && read?["port"] as? String == "007x")
    }

    @Test("figures come out as Prometheus reads them, in one order")
    func exposition() {
        let registry = MetricsRegistry()
        registry.makeCounter(label: "requests.total", dimensions: [("b", "2"), ("a", "x\"y")])
            .increment(by: 3)
        registry.makeCounter(label: "requests.total", dimensions: [("a", "x\"y"), ("b", "2")])
            .increment(by: 4)
        registry.makeMeter(label: "depth", dimensions: []).set(1.5)
        let timer = registry.makeTimer(label: "seconds", dimensions: [])
        timer.recordNanoseconds(2_000_000)
        timer.recordNanoseconds(70_000_000_000)
        let lines = registry.exposition.split(separator: "\n").map(String.init)
        #expect(
            lines.prefix(2) == [
                "# TYPE requests_total counter", #"requests_total{a="x\"y",b="2"} 7"#,
            ])
        #expect(lines.contains("depth 1.5"))
        #expect(lines.contains(#"seconds_bucket{le="0.001"} 0"#))
        #expect(lines.contains(#"seconds_bucket{le="0.005"} 1"#))
        #expect(lines.contains(#"seconds_bucket{le="+Inf"} 2"#))
        #expect(lines.contains("seconds_count 2"))
    }
}
