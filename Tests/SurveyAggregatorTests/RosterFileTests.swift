import Formats
import MaturityModel
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("A roster is read whole or not at all, with every fault named")
struct RosterFileTests {
    private func read(_ text: String) throws -> (ids: [String]?, faults: [String]) {
        let (roster, faults) = try RosterFile.read(Array(text.utf8))
        return (
            roster?.organizations.map(\.id),
            faults.map { "\($0.line):\($0.column): \($0.reason)" }
        )
    }

    @Test("a full roster and one with only the required columns are read")
    func sound() throws {
        let full = """
            id,name,kind,sector,parent,invited,employees
            a,"A, the first",department,care,,40,900
            b,B,company,,a,,
            """
        #expect(try read(full).ids == ["a", "b"])
        #expect(try read("id;name;kind\nx;X;department\n").ids == ["x"])
    }

    @Test("a roster is read as Excel saves it: a workbook, and CSV in UTF-16 or with semicolons")
    func spreadsheets() throws {
        let rows = [
            ["id", "name", "kind", "invited"], ["a", "Vård & omsorg", "department", "40"],
        ]
        let workbook = WorkbookWriter.workbook([("Lista", rows)])
        let (roster, faults) = try RosterFile.read(workbook)
        #expect(faults.isEmpty)
        let organization = try #require(roster?.organizations.first)
        #expect(organization.name == "Vård & omsorg" && organization.invited == 40)
        #expect(roster?.organizations.count == 1)
        let text =
            rows.map { $0.joined(separator: ";") + ";" }.joined(separator: "\r\n") + "\r\n;;;;\r\n"
        #expect(try RosterFile.read(Array(text.utf8)).roster == roster)
        let units = [0xFEFF] + Array(text.utf16)
        let wide = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(try RosterFile.read(wide).roster == roster)
    }

    @Test("a file that is no table says which file it is, and how to save it")
    func unreadable() {
        let latin = Array("id,name,kind\na,V".utf8) + [0xE5, 0x72, 0x64] + Array(",x\n".utf8)
        let text = #expect(throws: AggregatorError.self) {
            try RosterFile.read(latin, name: "roster.csv")
        }
        #expect(text?.reason.contains("roster.csv:2:4: the text is not UTF-8") == true)
        #expect(text?.reason.contains("CSV UTF-8") == true)
        let old = #expect(throws: AggregatorError.self) {
            try RosterFile.read([0xD0, 0xCF, 0x11, 0xE0, 0xA1], name: "roster.xls")
        }
        #expect(
            old?.reason.contains("roster.xls cannot be read: it is a workbook of the old") == true)
    }

    @Test("each fault is reported with its line and field")
    func faults() throws {
        let (ids, faults) = try read(
            """
            id,name,kind,sector,parent,invited,employees
            a,A,department,,,many,
            a,B,department,,,,
            c d,C,department,,,,
            e,,department,,nobody,,
            """)
        #expect(ids == nil)
        let places = faults.map { $0.split(separator: " ")[0] }
        #expect(places.contains("2:6:"), "\(faults)")
        #expect(places.contains("3:1:"), "\(faults)")
        #expect(places.contains("4:1:"), "\(faults)")
        #expect(places.contains("5:2:"), "\(faults)")
        #expect(places.contains("5:5:"), "\(faults)")
    }

    @Test("a name with a character that nobody sees is refused with its place")
    func hidden() throws {
        let (ids, faults) = try read("id,name,kind\na,A\u{202E}B,company\nb,B\u{7F},company\n")
        #expect(ids == nil)
        #expect(faults.count == 2)
        #expect(faults[0].hasPrefix("2:2:") && faults[0].contains("U+202E"), "\(faults)")
        #expect(faults[1].hasPrefix("3:2:") && faults[1].contains("U+007F"), "\(faults)")
    }

    @Test("an unknown or missing column, an empty file and an open quotation mark are faults")
    func shape() throws {
        for text in ["", "id,name\na,A\n", "id,name,kind,colour\n", "id,name,kind\n\"a,A,x\n"] {
            #expect(throws: TableFault.self, "\(text)") { try read(text) }
        }
        #expect(try read("id,name,kind\n").ids == nil)
    }
}
