import Formats
import Testing

@Suite("CSV")
struct CSVTests {
    private struct Cells: Equatable {
        var line: Int
        var fields: [String]
    }

    private static func rows(_ bytes: [UInt8]) throws(CSVFault) -> [Cells] {
        var reader = try CSVReader(bytes)
        var rows: [Cells] = []
        while let row = try reader.next() { rows.append(Cells(line: row.line, fields: row.fields)) }
        return rows
    }

    private static func rows(_ text: String) throws(CSVFault) -> [Cells] {
        try rows(Array(text.utf8))
    }

    private static func fault(_ bytes: [UInt8]) -> CSVFault? {
        do throws(CSVFault) {
            _ = try rows(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "rows are read with their lines, whatever the line ends", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let text = ["id,name", "a,Å", "", "", "b,", ""].joined(separator: end)
        #expect(
            try Self.rows(text) == [
                Cells(line: 1, fields: ["id", "name"]), Cells(line: 2, fields: ["a", "Å"]),
                Cells(line: 5, fields: ["b", ""]),
            ])
        #expect(try Self.rows(text + "c,d").last == Cells(line: 6, fields: ["c", "d"]))
    }

    @Test("a table that is empty or has only empty lines has no rows")
    func emptyTables() throws {
        for text in ["", "\n", "\r\n\r\n", "\u{FEFF}", "\u{FEFF}\r\n"] {
            #expect(try Self.rows(text).isEmpty)
        }
    }

    @Test("the separator is the comma, semicolon or tab of the first line")
    func separators() throws {
        let expected = [Cells(line: 1, fields: ["a", "b"]), Cells(line: 2, fields: ["1", "2"])]
        for separator in [",", ";", "\t"] {
            #expect(try Self.rows("a\(separator)b\n1\(separator)2\n") == expected)
        }
        #expect(try Self.rows("a,b;c\n1,2;3").last?.fields == ["1", "2;3"])
        #expect(try Self.rows("a;b\n1,5;2,5").last?.fields == ["1,5", "2,5"])
        #expect(try Self.rows("\"a, b\";c\n1;2").map(\.fields) == [["a, b", "c"], ["1", "2"]])
        #expect(try Self.rows("a\nb;c").last?.fields == ["b;c"])
    }

    @Test("a byte order mark is not part of the first field")
    func byteOrderMark() throws {
        #expect(try Self.rows("\u{FEFF}id;name\n").first?.fields == ["id", "name"])
        #expect(try Self.rows("\u{FEFF}\"id\",name").first?.fields == ["id", "name"])
        let later = try Self.rows("a\n\u{FEFF}b").last?.fields.first
        #expect(later.map { Array($0.utf8) } == [0xEF, 0xBB, 0xBF, 0x62])
    }

    @Test("quoted fields hold separators, line ends and doubled quotation marks")
    func quotedFields() throws {
        let rows = try Self.rows("a,\"b,\"\"c\"\"\r\nd\",e\r\n\"\",\"\"\"\"\r\nlast,,")
        #expect(
            rows == [
                Cells(line: 1, fields: ["a", "b,\"c\"\r\nd", "e"]),
                Cells(line: 3, fields: ["", "\""]), Cells(line: 4, fields: ["last", "", ""]),
            ])
    }

    @Test("white space belongs to the field")
    func whiteSpaceIsKept() throws {
        #expect(try Self.rows(" a , b\n ").map(\.fields) == [[" a ", " b"], [" "]])
    }

    @Test("a quotation mark that is never closed is reported where it opens")
    func unclosedQuotes() {
        let fault = Self.fault(Array("id,name\nå,b,\"c\nd\n".utf8))
        #expect(fault?.line == 2 && fault?.column == 5)
        #expect(fault?.reason == "a quotation mark is never closed")
    }

    @Test("misplaced quotation marks are reported with line and column")
    func misplacedQuotes() {
        let inside = Self.fault(Array("id,name\n\n🌱🌱\"x\",b".utf8))
        #expect(inside?.line == 3 && inside?.column == 3)
        #expect(inside?.reason == "a quotation mark inside an unquoted field")
        let after = Self.fault(Array("\u{FEFF}\"id\"x".utf8))
        #expect(after?.line == 1 && after?.column == 5)
        #expect(after?.reason == "something follows a closing quotation mark")
        let later = Self.fault(Array("\"a\nb\"c".utf8))
        #expect(later?.line == 2 && later?.column == 3)
    }

    @Test("bytes that are not UTF-8 are reported with line and column")
    func invalidText() {
        func place(_ text: String, _ bytes: [UInt8]) -> [Int?] {
            let fault = Self.fault(Array(text.utf8) + bytes + Array("\nnext".utf8))
            return [fault?.line, fault?.column]
        }
        #expect(place("", [0xFF]) == [1, 1])
        #expect(place("id,name\r\nå,Sk", [0xE5, 0x6E]) == [2, 5])
        #expect(place("id\rname\r", [0xC3]) == [3, 1])
        #expect(place("\u{FEFF}id,", [0xC0, 0x80]) == [1, 4])
        #expect(place("\u{FFFD},", [0xFF]) == [1, 3])
        #expect(place("e\u{301},", [0xED, 0xA0, 0x80]) == [1, 3])
        let fault = Self.fault([0xE5])
        #expect(fault?.reason.contains("UTF-8") == true)
        #expect(fault?.reason.contains(".xlsx") == true)
    }

    @Test(
        "UTF-16 is read in either order of bytes when its mark says so, and not when it is damaged")
    func wideText() throws {
        let units = Array("\u{FEFF}id\tname\nå\t😀\n".utf16)
        let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        for bytes in [little, big] {
            #expect(try Self.rows(bytes).map(\.fields) == [["id", "name"], ["å", "😀"]])
            #expect(Self.fault(Array(bytes.dropLast()))?.reason.contains("UTF-16") == true)
        }
        #expect(Self.fault([0xFF, 0xFE, 0x00, 0xD8])?.reason.contains("damaged UTF-16") == true)
        #expect(try Self.rows([0xFF, 0xFE]).isEmpty)
    }

    @Test("what is written is read back", arguments: [71, 72])
    func writtenIsReadBack(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for number in 1...300 {
            let width = random.number(1...5)
            let table = (0..<random.number(1...8)).map { _ in
                (0..<width).map { _ in random.text("ab å🌱,;\t\"\n\r=-", 0...5) }
            }
            var bytes: [UInt8] = []
            for row in table { CSVText.append(row: row, to: &bytes) }
            let comment: Comment = "seed \(seed), table \(number)"
            #expect(try Self.rows(bytes).map(\.fields) == table, comment)
        }
    }

    @Test("a field is quoted only when it must be")
    func quotesAreSpared() {
        var bytes: [UInt8] = []
        CSVText.append(row: ["id", "a b", "", "x;y", "1,5", "\"", "å"], to: &bytes)
        CSVText.append(row: [""], to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "id,a b,,\"x;y\",\"1,5\",\"\"\"\",å\r\n\"\"\r\n")
    }

    @Test("noise gives rows or a fault with a place, and no crash")
    func noise() {
        var random = SplitMix(seed: 73)
        var faults = 0
        for _ in 1...5_000 {
            var bytes = Array(random.text("ab,;\t\"\n\r", 0...20).utf8)
            if random.chance(20) { bytes += random.bytes(2) }
            guard let fault = Self.fault(bytes) else { continue }
            faults += 1
            #expect(fault.line >= 1 && fault.column >= 1 && !fault.reason.isEmpty)
        }
        #expect(faults > 500)
    }
}
