import ArgumentParser
import MaturityModel
import SurveyProtocol
import SurveyTesting
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Answers from a file")
struct ImportTests {
    private let disk = MemoryDisk()

    private func take(
        _ text: String, name: String = "answers.csv", dryRun: Bool = false,
        mode: SurveyProtocol.RoundMode = .respondents
    ) throws -> ImportReport {
        try take(Array(text.utf8), name: name, dryRun: dryRun, mode: mode)
    }

    private func take(
        _ bytes: [UInt8], name: String = "answers.csv", dryRun: Bool = false,
        mode: SurveyProtocol.RoundMode = .respondents, sheet: String? = nil
    ) throws -> ImportReport {
        let sealer = try Fixture.sealer(
            Fixture.device(seed: UInt64(disk.steps + 1)), round: Fixture.round(mode: mode))
        var task = Import(
            sealer: sealer, key: try Fixture.key(), spool: Fixture.spool(disk), fileName: name)
        task.isDryRun = dryRun
        task.sheet = sheet
        return try task.run(bytes)
    }

    /// The sealed responses that wait, newest revision last.
    private func waiting() throws -> [(entry: SpoolEntry, text: String)] {
        try Fixture.spool(disk).entries("2026", .waiting).map {
            ($0, String(decoding: try disk.read($0.path), as: UTF8.self))
        }
    }

    private let table = """
        respondent,unit,role,one.a,one.b,two.a
        anna,north,manager,low,mid,high
        bo,,,high,,
        ,south,staff,mid,dont-know,
        ,south,staff,mid,dont-know,

        """

    @Test("Rows become sealed responses with the answers of the file")
    func rows() throws {
        let report = try take(table)
        #expect(report.new == 4 && report.refused == 0)
        let texts = try waiting().map(\.text)
        #expect(texts.count == 4)
        let anna = try #require(texts.first { $0.contains("manager") })
        #expect(anna.contains(#""background":{"role":"manager"},"answers":{"#))
        #expect(anna.contains(#"{"one.a":"low","one.b":"mid","two.a":"high"}"#))
        #expect(anna.contains(#""unit":"north""#))
        #expect(texts.contains { $0.contains(#""answers":{"one.a":"high"}"#) })
        #expect(texts.allSatisfy { !$0.contains("anna") && !$0.contains("\"bo\"") })
        var parser = ResponseParser()
        for text in texts { try parser.parse(Array(text.utf8).span) }
    }

    @Test(
        "A row that is too short or too long says in which column",
        arguments: [
            ("anna,north,manager,low", "one.b"), ("anna,north,manager,low,mid,high,low", "7"),
        ])
    func length(row: String, column: String) throws {
        let report = try take("respondent,unit,role,one.a,one.b,two.a\n\(row)\n")
        #expect(report.errors.map(\.column) == [column])
        #expect(report.errors.first?.reason.contains("the header 6") == true)
    }

    @Test("The same file again changes nothing, in any order of columns and rows")
    func again() throws {
        _ = try take(table)
        #expect(try take(table).unchanged == 4)
        let other = """
            two.a;one.b;one.a;role;unit;respondent
            ;;high;;;bo
            high;mid;low;manager;north;anna
            """
        let report = try take("\u{FEFF}" + other, name: "other.csv")
        #expect(report.unchanged == 2 && report.new == 0 && report.changed == 0)
        #expect(try waiting().count == 4)
    }

    @Test("The same file again leaves a response alone that was corrected since")
    func corrected() throws {
        _ = try take(table)
        let correction = """
            respondent,unit,role,one.a,one.b,two.a
            anna,north,manager,high,mid,high

            """
        #expect(try take(correction, name: "other.csv").changed == 1)
        #expect(try take(table).changed == 1, "another file is the newest row, so this one differs")
        let sealer = try Fixture.sealer(Fixture.device(seed: 77))
        let known = try KnownResponses("2026", in: Fixture.spool(disk))
        let token = try Fixture.key().token(round: "2026", label: "anna")
        let anna = try #require(known.byToken[token])
        let response = sealer.response(
            AnswerSet(of: sealer.questionnaire), token: token, as: sealer.succession(of: anna),
            startedAt: "2026-03-01T09:30:00Z")
        _ = try Fixture.spool(disk).seal(
            [(response.id, response.revision, response.sealed())], round: "2026")
        let again = try take(table)
        #expect(again.changed == 0 && again.unchanged == 4 && again.corrected == 1)
        #expect(try take(correction, name: "other.csv").changed == 1)
    }

    @Test("When not a single row can be taken, the last word is an error")
    func nothingTaken() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("respondent,one.a\nanna,nonsense\n", to: "bad.csv")
        try Fixture.prepare(disk)
        let agent = Agent(
            terminal: ScriptedTerminal([]), device: Fixture.device(), disk: disk,
            environment: [:],
            connect: { _ throws(TransportFault) in
                throw CurlTable.fault(result: 7, text: "refused", server: "fake")
            })
        let command = try ImportCommand.parse(["2026", file])
        let fault = #expect(throws: CollectFault.self) { try command.take(agent) }
        #expect(fault?.code == "nothing-imported" && fault?.reason == "the only row was refused")
    }

    @Test("A label or unit with a character that nobody sees is refused with line and reason")
    func hidden() throws {
        let report = try take(
            "respondent,unit,one.a\nan\u{202E}na,,low\nbo,no\u{7F}rth,low\ncy,n\u{202E},low\n")
        #expect(report.new == 0 && report.errors.map(\.line) == [2, 3, 4])
        #expect(report.errors.map(\.column) == ["respondent", "unit", "unit"])
        #expect(report.errors[0].reason == "the label has the control character U+202E")
    }

    @Test("A changed row becomes a new revision that names what it replaces")
    func changed() throws {
        _ = try take(table)
        let report = try take(table.replacingOnce("low,mid,high", "mid,mid,high"))
        #expect(report.changed == 1 && report.unchanged == 3 && report.new == 0)
        let revisions = try waiting().filter { $0.text.contains("manager") }
        #expect(revisions.map(\.entry.revision) == [1, 2])
        #expect(revisions[0].entry.id == revisions[1].entry.id)
        #expect(revisions[1].text.contains(#""replaces":"\#(revisions[0].entry.digest)""#))
    }

    @Test("After a refusal of the first revision a corrected row is a new response")
    func afterRefusal() throws {
        _ = try take("respondent,one.a\nanna,low\n")
        let entry = try #require(try waiting().first?.entry)
        let problem = ReportedProblem(Problem(.optionUnknown, ""))
        try Fixture.spool(disk).settle([
            Ruling(entry: entry, verdict: .refused, receipt: nil, problem: problem)
        ])
        #expect(try take("respondent,one.a\nanna,low\n").unchanged == 1)
        #expect(try take("respondent,one.a\nanna,mid\n").changed == 1)
        let next = try #require(try waiting().first)
        #expect(next.entry.id != entry.id && next.entry.revision == 1)
        #expect(next.text.contains(#""replaces":null"#))
        #expect(try take("respondent,one.a\nanna,mid\n").unchanged == 1)
    }

    @Test("Bad rows are named by line, column and reason, without the cell, and good rows go in")
    func badRows() throws {
        let report = try take(
            """
            respondent,role,one.a,one.b
            anna,manager,low,secret-cell
            bo,nobody,low,mid
            cia,,,mid
            dan,,low
            eva,,low,mid
            eva,,mid,mid
            ,,,
            """)
        #expect(report.new == 1)
        #expect(
            report.errors.map { "\($0.line) \($0.column)" }
                == ["2 one.b", "3 role", "4 one.a", "5 one.b", "7 respondent"])
        #expect(report.errors.allSatisfy { !$0.reason.contains("secret") })
        #expect(report.errors[4].reason.contains("line 6"))
    }

    @Test("An unknown column is named with the nearest known one, and nothing goes in")
    func unknownColumn() throws {
        let fault = #expect(throws: CollectFault.self) {
            try take("respondent,one.a,ro1e\nanna,low,manager\n")
        }
        #expect(fault?.reason.contains("`ro1e`") == true)
        #expect(fault?.hint.contains("`role`") == true)
        #expect(try waiting().isEmpty)
    }

    @Test(
        "A file that cannot be read as a table is refused as a whole",
        arguments: [
            "", "respondent,one.a\nanna,\"low\n", "one.a,one.a\nlow,low\n", "respondent\nx\n",
        ])
    func unusable(text: String) throws {
        let fault = #expect(throws: CollectFault.self) { try take(text) }
        #expect(fault?.exit == .failed)
        #expect(try waiting().isEmpty)
    }

    @Test("A dry run counts and writes nothing")
    func dryRun() throws {
        let report = try take(table, dryRun: true)
        #expect(report.new == 4 && report.dryRun)
        #expect(disk.files.isEmpty)
    }

    @Test("A workbook goes in as the same table in CSV form does, and is known again as it")
    func workbook() throws {
        _ = try take(table)
        let rows = table.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let book = WorkbookWriter.workbook([
            ("Notes", [["not", "these"]]), ("Answers", rows),
        ])
        let report = try take(book, name: "answers.xlsx", sheet: "Answers")
        #expect(report.sheet == "Answers")
        // A row without a label is one of its file.
        #expect(report.unchanged == 2 && report.new == 2 && report.refused == 0)
        let again = try take(book, name: "answers.xlsx", sheet: "Answers")
        #expect(again.unchanged == 4)
        let fault = #expect(throws: CollectFault.self) { try take(book, name: "answers.xlsx") }
        #expect(fault?.code == "column-unknown")
    }

    @Test("Numbers in a workbook are codes, and its faults have sheet, row, column and a proposal")
    func workbookFaults() throws {
        let book = WorkbookWriter.workbook([
            (
                "Svar",
                [
                    ["respondent", "one.a", "one.b", ""], ["100", "low", "mid"], [],
                    ["101", "lov", "mid"], ["102", "", "mid"], ["100", "low", ""],
                ]
            )
        ])
        let report = try take(book, name: "svar.xlsx")
        #expect(report.new == 1)
        let lines = report.errors.map { ImportText.error($0, file: "svar.xlsx", sheet: "Svar") }
        #expect(
            lines[0].hasPrefix("svar.xlsx: sheet Svar, row 4, column one.a: the cell is none of"))
        #expect(lines[0].hasSuffix("; did you mean `low`?"))
        #expect(report.errors.map(\.line) == [4, 5, 6])
        #expect(report.errors[2].reason == "the same respondent is on line 2")
    }

    @Test("A file in UTF-16 with its mark goes in; one in another encoding says how to save it")
    func encodings() throws {
        let wide = ([0xFEFF] + Array("respondent\tone.a\nÅsa\tlow\n".utf16)).flatMap {
            [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)]
        }
        #expect(try take(wide).new == 1)
        #expect(try take("respondent;one.a\nÅsa;low\n").unchanged == 1)
        let latin = Array("respondent,one.a\n".utf8) + [0xC5] + Array("sa,low\n".utf8)
        let fault = #expect(throws: CollectFault.self) { try take(latin, name: "old.csv") }
        #expect(fault?.reason.hasPrefix("old.csv: line 2, column 1: the text is not UTF-8") == true)
        #expect(fault?.reason.contains("as .xlsx") == true)
        let old = #expect(throws: CollectFault.self) {
            try take([0xD0, 0xCF, 0x11, 0xE0, 0], name: "old.xls")
        }
        #expect(old?.reason.hasPrefix("old.xls: it is a workbook of the old kind") == true)
    }

    @Test("A joint round takes one row, whoever wrote it")
    func joint() throws {
        let report = try take("respondent,one.a\nanna,low\nbo,mid\n", mode: .joint)
        #expect(report.new == 1 && report.refused == 1)
        #expect(try take("respondent,one.a\ncia,high\n", mode: .joint).changed == 1)
    }

    @Test("Tokens differ by round and label, have 128 bits, and depend on the key")
    func tokens() throws {
        let key = try Fixture.key()
        let token = key.token(round: "2026", label: "anna")
        #expect(token.utf8.count == 32)
        #expect(token == key.token(round: "2026", label: "anna"))
        #expect(token != key.token(round: "2027", label: "anna"))
        #expect(token != key.token(round: "2026", label: "bo"))
        let other = try #require(RespondentKey(Array(repeating: 8, count: 32)))
        #expect(token != other.token(round: "2026", label: "anna"))
        #expect(RespondentKey([1, 2]) == nil)
    }
}

extension String {
    fileprivate func replacingOnce(_ old: String, _ new: String) -> String {
        guard let start = firstRange(of: old) else { return self }
        return String(self[..<start.lowerBound]) + new + String(self[start.upperBound...])
    }
}
