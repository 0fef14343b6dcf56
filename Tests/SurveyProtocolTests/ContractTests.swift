import SurveyProtocol
import Testing

@Suite("The written contract")
struct ContractTests {
    private static let limits: [(name: String, value: Int)] = [
        ("bodyBytesMaximum", Limits.bodyBytesMaximum),
        ("inflatedBytesMaximum", Limits.inflatedBytesMaximum),
        ("inflationRatioMaximum", Limits.inflationRatioMaximum),
        ("reportRoundsMaximum", Limits.reportRoundsMaximum),
        ("batchResponsesMaximum", Limits.batchResponsesMaximum),
        ("responseBytesMaximum", Limits.responseBytesMaximum),
        ("answersMaximum", Limits.answersMaximum),
        ("backgroundMaximum", Limits.backgroundMaximum),
        ("identifierBytesMaximum", Limits.identifierBytesMaximum),
        ("unitBytesMaximum", Limits.unitBytesMaximum),
        ("respondentBytesMaximum", Limits.respondentBytesMaximum),
        ("agentBytesMaximum", Limits.agentBytesMaximum),
        ("revisionMaximum", Limits.revisionMaximum),
        ("signingRequestBytesMaximum", Limits.signingRequestBytesMaximum),
        ("messageBytesMaximum", Limits.messageBytesMaximum),
        ("roundBytesMaximum", Limits.roundBytesMaximum),
        ("reconcileLinesMaximum", Limits.reconcileLinesMaximum),
        ("reasonBytesMaximum", Limits.reasonBytesMaximum),
        ("handOverBytesMaximum", Limits.handOverBytesMaximum),
        ("enrollmentSecondsMaximum", Limits.enrollmentSecondsMaximum),
    ]

    /// The cells of the table below a heading, without its two head rows.
    private static func table(below heading: String, in text: String) throws -> [[String]] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0 == "## \(heading)" })
        let section = lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
        return section.filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
            line.split(separator: "|").map { cell in
                String(cell).trimmingPrefix(" ").reversed().drop { $0 == " " }
            }.map { String($0.reversed()) }
        }
    }

    @Test("the table of problems in the text is that of the code")
    func problemsAreWritten() throws {
        let text = try VectorFolder.text("protocol/README.md")
        let written = try Self.table(below: "Problems", in: text)
        let expected = ProblemCode.allCases.map {
            ["`\($0.rawValue)`", "\($0.status)", $0.disposition.rawValue, $0.title, $0.hint]
        }
        for (row, other) in zip(written, expected) { #expect(row == other) }
        #expect(written.count == expected.count)
    }

    @Test("the table of limits in the text is that of the code")
    func limitsAreWritten() throws {
        let text = try VectorFolder.text("protocol/README.md")
        let written = try Self.table(below: "Limits", in: text).map { Array($0.prefix(2)) }
        let expected = Self.limits.map { ["`\($0.name)`", "\($0.value)"] }
        for (row, other) in zip(written, expected) { #expect(row == other) }
        #expect(written.count == expected.count)
    }

    @Test("no limit of the code is left out of this test")
    func everyLimitIsTested() throws {
        let source = try VectorFolder.text("protocol/Sources/Limits.swift")
        let names = source.matches(of: /public static let (\w+)/).map { String($0.1) }
        #expect(names == Self.limits.map(\.name))
        for limit in Self.limits { #expect(limit.value > 0, "\(limit.name)") }
    }

    @Test("the text names every media type and address")
    func addressesAreWritten() throws {
        let text = try VectorFolder.text("protocol/README.md")
        let openAPI = try VectorFolder.text("protocol/openapi.yaml")
        let types = [
            MediaType.responses, MediaType.verdicts, MediaType.reconcile, MediaType.problem,
            MediaType.json, MediaType.certificate,
        ]
        let paths = [
            Path.hello, Path.authority, Path.enrollment, Path.rounds, Path.round("{id}"),
            Path.questionnaire("{id}"), Path.responses("{id}"), Path.reconcile("{id}"),
            Path.returns("{id}"), Path.results("{id}"), Path.renewal, Path.report,
        ]
        for type in types {
            #expect(text.contains("`\(type)`"), "\(type)")
            #expect(openAPI.contains("\(type):"), "\(type)")
        }
        for path in paths { #expect(text.contains("\(path)`"), "\(path)") }
        // The administration's are compared with the aggregator's own router.
        let described = openAPI.matches(of: /(?m)^  (\/v1\/\S+):$/).map { String($0.1) }
            .filter { !$0.hasPrefix("/v1/admin") && $0 != "/v1/openapi.yaml" }
        #expect(Set(described) == Set(paths))
    }

    @Test("the machine-readable contract lists the codes and verdicts of the code")
    func codesAreListed() throws {
        let openAPI = try VectorFolder.text("protocol/openapi.yaml")
        let codes = try Self.list(below: "ProblemCode", in: openAPI)
        #expect(codes == ProblemCode.allCases.map(\.rawValue))
        let verdicts = try Self.list(below: "Verdict", in: openAPI)
        #expect(verdicts == Verdict.allCases.map(\.rawValue))
        let states = try Self.list(below: "HeldState", in: openAPI)
        #expect(states == HeldState.allCases.map(\.rawValue))
    }

    /// The words of the enumeration of a schema in the description.
    private static func list(below schema: String, in text: String) throws -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0 == "    \(schema):" })
        let body = lines[(start + 1)...].prefix { !$0.hasPrefix("    ") || $0.hasPrefix("     ") }
        let first = try #require(body.firstIndex { $0 == "      enum:" })
        return body[(first + 1)...].prefix { $0.hasPrefix("        - ") }.map {
            String($0.dropFirst(10))
        }
    }

    @Test("prose has at most 120 columns")
    func proseIsNarrow() throws {
        for file in ["protocol/README.md", "protocol/vectors/README.md"] {
            let lines = try VectorFolder.text(file).split(separator: "\n")
            for line in lines where !line.hasPrefix("|") {
                #expect(line.count <= 120, "\(file): \(line.prefix(40))")
            }
        }
    }
}
