import ArgumentParser
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What an import says of rows")
struct ImportFaultsTests {
    private let disk = MemoryDisk()
    private let head = "respondent,unit,role,one.a,one.b,two.a\n"

    private func take(
        _ text: String, dryRun: Bool = false, mode: SurveyProtocol.RoundMode = .respondents
    ) throws -> ImportReport {
        let sealer = try Fixture.sealer(Fixture.device(), round: Fixture.round(mode: mode))
        var task = Import(
            sealer: sealer, key: try Fixture.key(), spool: Fixture.spool(disk), fileName: "a.csv")
        task.isDryRun = dryRun
        return try task.run(Array(text.utf8))
    }

    private func places(_ report: ImportReport) -> [String] {
        report.errors.map { "\($0.line) \($0.column)" }
    }

    @Test("Every fault of a row is named, in a dry run too, and the summary counts rows")
    func everyFault() throws {
        let text = head + "anna,north,x,low,y,z\nbo,a\u{202E}b,staff,,mid,\n"
        for dryRun in [true, false] {
            let report = try take(text, dryRun: dryRun)
            #expect(places(report) == ["2 role", "2 one.b", "2 two.a", "3 unit", "3 one.a"])
            #expect(report.errors.last?.reason == "an answer is required")
            #expect(report.refused == 2 && report.unlisted == 0 && report.new == 0)
        }
    }

    @Test("A bad cell is named once, and not as a missing answer too")
    func badCellOnce() throws {
        #expect(places(try take(head + "anna,,,x,,\n")) == ["2 one.a"])
    }

    @Test("A repeated respondent is named beside the other faults of the row")
    func repeated() throws {
        let report = try take(head + "anna,,,low,,\nanna,,x,low,,\n")
        #expect(places(report) == ["3 role", "3 respondent"])
        #expect(report.new == 1 && report.refused == 1)
    }

    @Test("A row never changes what its respondent answered with a link")
    func answeredByLink() throws {
        let rows = head + "anna,,manager,low,mid,high\nbo,,,high,,\n"
        #expect(try take(rows).new == 2)
        let token = try Fixture.key().token(round: "2026", label: "anna")
        let known = try KnownResponses("2026", in: Fixture.spool(disk))
        let anna = try #require(known.byToken[token])
        let home = Home(disk: disk)
        var list = try home.invitations("2026")
        _ = list.add(labels: ["anna"], Fixture.device())
        list.invitations[0].seal(anna.id)
        try home.save(list, round: "2026")
        #expect(try take(rows).unchanged == 2)
        let report = try take(head + "anna,,manager,low,low,low\nbo,,,high,,\n")
        #expect((report.unchanged, report.changed, report.refused) == (1, 0, 1))
        #expect(places(report) == ["2 respondent"])
        #expect(report.errors.first?.reason.contains("invitation 1") == true)
        #expect(try Fixture.spool(disk).entries("2026", .waiting).count == 2)
    }

    @Test("A row with a fault is not the one that counts of a respondent")
    func faultyFirst() throws {
        let report = try take(head + "anna,,x,low,,\nanna,,staff,low,,\n")
        #expect(report.new == 1 && places(report) == ["2 role"])
    }

    @Test("A row of the wrong length has that fault only")
    func length() throws {
        #expect(places(try take(head + "anna,x,y,z\n")) == ["2 one.b"])
    }

    @Test("Beyond a limit faults are counted, and so are all rows")
    func limits() throws {
        let rows = ImportReport.errorsMaximum
        let report = try take(head + String(repeating: ",,x,y,,\n", count: rows))
        #expect(report.errors.count == ImportReport.errorsMaximum)
        #expect(report.unlisted == rows && report.refused == rows)
        var faults = RowFaults(listedMaximum: 1)
        for line in 1...3 { faults.add(RowFault(line: line, column: "", reason: "")) }
        #expect(faults.listed.map(\.line) == [1] && faults.unlisted == 2)
        #expect(
            ImportText.unlisted(1).hasPrefix("survey-agent: note: 1 more fault is not listed;"))
    }

    @Test("Rows with answers that do not count are taken and named, the first few")
    func irrelevant() throws {
        let rows = ["anna,,,low,high,mid", "bo,,,low,low,mid", "cia,,,low,,mid"]
        let report = try take(head + rows.joined(separator: "\n"), dryRun: true)
        #expect(report.new == 3 && report.refused == 0 && report.errors.isEmpty)
        #expect(report.irrelevant.rows == 2)
        #expect(report.irrelevant.first.map(\.line) == [3, 4])
        #expect(report.irrelevant.first.map(\.columns) == [["two.a"], ["two.a"]])
        let many = try take(head + String(repeating: ",,,low,,mid\n", count: 8))
        #expect(many.irrelevant.rows == 8)
        #expect(
            ImportText.irrelevant(many.irrelevant)
                == "survey-agent: note: 8 rows answer questions that other answers of the same row"
                + " rule out: line 2 (two.a), line 3 (two.a), line 4 (two.a), line 5 (two.a),"
                + " line 6 (two.a) and 3 more; these answers are kept and do not count in results")
        let ofSheet = ImportText.irrelevant(report.irrelevant, sheet: "Svar")
        #expect(ofSheet.contains("row 3 (two.a), row 4 (two.a);"))
    }

    @Test("The form shows every fault of a line, and the lines with answers that do not count")
    func form() throws {
        let visit = FormVisit.coordinator(try FormVisit.site(disk))
        visit.get("/rounds/2026/import")
        let lines = "anna,,x,low,y,\nbo,,,low,low,mid\n"
        visit.post("/rounds/2026/import", [("text", head + lines), ("do", "check")])
        #expect(visit.page.contains("1 new, 0 changed, 0 unchanged, 1 line with errors"))
        #expect(visit.page.contains("<td>role</td>") && visit.page.contains("<td>one.b</td>"))
        #expect(visit.page.contains("rule out: line 3 (two.a)"))
    }
}
