import Formats
import MaturityModel
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
            #expect(throws: CSVFault.self, "\(text)") { try read(text) }
        }
        #expect(try read("id,name,kind\n").ids == nil)
    }
}
