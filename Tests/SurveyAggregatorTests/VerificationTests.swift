import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("What is kept beside the sealed bytes is compared with them")
struct VerificationTests {
    private func store(_ fixture: Fixture) throws {
        _ = try fixture.store((1..<8).map { fixture.response($0).sealed() })
    }

    private func faults(_ fixture: Fixture) throws -> [String] {
        let reader = fixture.aggregator.reader
        return try Verification(reader: reader, lanes: 1).round(reader.round("2026")).faults
    }

    @Test("verification recomputes who has which response, and names the organization")
    func respondents() throws {
        let alterations = [
            ("UPDATE response SET received = received", ""),
            ("DELETE FROM respondent WHERE id = (SELECT min(id) FROM respondent)", "1 missing, 0"),
            ("UPDATE respondent SET respondent = zeroblob(16)", "7 missing, 7 too much"),
            ("UPDATE respondent SET organization = organization + 1", "7 missing, 0 too much"),
            (
                "INSERT INTO respondent SELECT organization, x'0102', id FROM respondent LIMIT 2",
                "0 missing, 2 too much"
            ),
        ]
        for (statement, fault) in alterations {
            let fixture = try Fixture()
            try store(fixture)
            var again = fixture.response(1, codes: ["3", "3", "3"])
            again.revision = 2
            again.replaces = Digest.sha256(of: fixture.response(1).sealed())
            _ = try fixture.store([again.sealed()])
            try fixture.tamper(statement)
            let faults = try faults(fixture)
            if fault.isEmpty {
                #expect(faults == [])
            } else {
                let found = faults.contains {
                    $0.contains("organization alpha: ") && $0.contains(fault)
                }
                #expect(found, "\(statement): \(faults)")
            }
        }
    }

    @Test("verification counts responses and, beside them, their revisions")
    func revisions() throws {
        let fixture = try Fixture()
        try store(fixture)
        var again = fixture.response(1, codes: ["3", "3", "3"])
        again.revision = 2
        again.replaces = Digest.sha256(of: fixture.response(1).sealed())
        _ = try fixture.store([again.sealed()])
        let reader = fixture.aggregator.reader
        let report = try Verification(reader: reader, lanes: 1).round(reader.round("2026"))
        #expect(report.responses == 7 && report.revisions == 8)
    }

    @Test("a response whose bytes are damaged is one fault, not also one of its respondent")
    func damagedOnce() throws {
        let fixture = try Fixture()
        try store(fixture)
        try fixture.tamper("UPDATE response SET bytes = x'7B7D' WHERE sequence = 1")
        #expect(try faults(fixture).count == 1)
    }
}
