import Formats
import SurveyTesting
import Testing

@Suite("Workbooks")
struct SpreadsheetTests {
    private func reason(_ bytes: [UInt8], sheet: String? = nil) -> String? {
        do throws(TableFault) {
            _ = try TableFile.read(bytes, sheet: sheet)
            return nil
        } catch {
            return error.text
        }
    }

    private func fields(_ rows: String, texts: String = "<sst/>") throws -> [[String]] {
        try TableFile.read(
            WorkbookWriter.workbook(sheet: WorkbookWriter.worksheet(rows), texts: texts)
        ).rows.map(\.fields)
    }

    @Test("a table says its sheet, and its rows keep the numbers that the program shows")
    func rows() throws {
        let book = WorkbookWriter.workbook(
            [
                ("Secret", [["x"]]), ("Empty", []),
                ("Svar & mer", [["a", "b", "c"], [], ["1", "", ""], ["", "två <3", "3.5"]]),
            ], hidden: ["Secret"])
        let table = try TableFile.read(book)
        #expect(table.sheet == "Svar & mer")
        #expect(
            table.rows == [
                TableRow(line: 1, fields: ["a", "b", "c"]),
                TableRow(line: 3, fields: ["1", "", ""]),
                TableRow(line: 4, fields: ["", "två <3", "3.5"]),
            ])
        #expect(try TableFile.read(book, sheet: "secret").rows.map(\.fields) == [["x"]])
        #expect(reason(book, sheet: "Svar")?.contains("`Empty`, `Svar & mer`") == true)
        #expect(reason(Array("a,b\n".utf8), sheet: "Svar")?.contains("no sheets") == true)
    }

    @Test("a sheet becomes a file in CSV form whose lines have the numbers of its rows")
    func csv() throws {
        let book = WorkbookWriter.workbook([
            ("S", [[], ["a", "b;c"], [], [], ["1", "\"two\""]])
        ])
        let table = try TableFile.read(book)
        #expect(table.rows.map(\.line) == [2, 5])
        #expect(try TableFile.read(Array(table.csv.utf8)).rows == table.rows)
    }

    @Test(
        "a cell reads as the program shows it, whatever it is stored as",
        arguments: [
            ("<c><v>3</v></c>", "3"), ("<c><v>3.0</v></c>", "3"), ("<c><v>1E1</v></c>", "10"),
            ("<c><v>1.1000000000000001</v></c>", "1.1"), ("<c t=\"n\"><v>-2</v></c>", "-2"),
            ("<c t=\"b\"><v>1</v></c>", "TRUE"), ("<c t=\"str\"><f>A1</f><v>x</v></c>", "x"),
            ("<c t=\"e\"><v>#N/A</v></c>", "#N/A"), ("<c t=\"s\"><v>1</v></c>", "two parts"),
            ("<c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>", "inline"),
        ])
    func cells(xml: String, text: String) throws {
        let texts =
            "<sst><si><t>one</t></si><si><r><t>two</t></r><r><t xml:space=\"preserve\"> parts</t>"
            + "</r><rPh><t>hint</t></rPh></si></sst>"
        #expect(try fields("<row>\(xml)</row>", texts: texts) == [[text]])
    }

    @Test(
        "a number that no double holds stays as it is written, and a text is no number",
        arguments: [("123456789012345678", "123456789012345678"), ("0x3", "0x3"), (" 2 ", "2")])
    func unusualNumbers(value: String, text: String) throws {
        #expect(try fields("<row><c><v>\(value)</v></c></row>") == [[text]])
    }

    @Test(
        "what would be read otherwise than it is shown is refused, with its row",
        arguments: [
            ("<row><c t=\"s\"><v>4</v></c></row>", "a text that the file does not have"),
            ("<row><c><f>1+1</f></c></row>", "a formula without its result in row 1"),
            ("<row r=\"9223372036854775807\"><c><v>1</v></c></row>", "after row 0"),
            ("<row r=\"-1\"/>", "after row 0"), ("<row r=\"2\"/><row r=\"2\"/>", "after row 2"),
            ("<row r=\"1048577\"/>", "after row 0"),
            ("<row><c r=\"B1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>", "`B1`"),
            ("<row><c r=\"B1\"/><c r=\"A1\"><v>2</v></c></row>", "`A1`"),
            ("<row><c r=\"B3\"><v>1</v></c></row>", "`B3`"),
            ("<row><c r=\"7\"><v>1</v></c></row>", "`7`"),
        ])
    func refused(rows: String, says words: String) {
        let book = WorkbookWriter.workbook(sheet: WorkbookWriter.worksheet(rows))
        #expect(reason(book)?.contains(words) == true, "\(reason(book) ?? "taken")")
    }

    @Test("empty cells far to the right, which formats leave behind, do no harm")
    func emptyFarRight() throws {
        let far = "<c r=\"ALM1\" s=\"1\"/><c r=\"ALN1\" s=\"1\"/><c r=\"XFD1\" s=\"1\"/>"
        #expect(try fields("<row r=\"1\"><c r=\"A1\"><v>1</v></c>\(far)</row>") == [["1"]])
    }

    @Test("small letters name columns, and a table that fills up beyond the limit is refused")
    func lettersAndFilling() throws {
        #expect(try fields("<row><c r=\"c1\"><v>1</v></c></row>") == [["", "", "1"]])
        let wide = "<row><c r=\"ALL1\"><v>1</v></c></row>"
        let long = String(repeating: "<row><c><v>1</v></c></row>", count: 5_100)
        let book = WorkbookWriter.workbook(sheet: WorkbookWriter.worksheet(wide + long))
        #expect(reason(book)?.contains("cells") == true)
    }

    @Test("cells lie where their references say, and elements may have a prefix")
    func references() throws {
        #expect(
            try fields("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c><v>2</v></c></row>")
                == [["", "1", "2"]])
        let uri = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let sheet =
            "<x:worksheet xmlns:x=\"\(uri)\"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c>"
            + "</x:row></x:sheetData></x:worksheet>"
        let table = try TableFile.read(WorkbookWriter.workbook(sheet: sheet))
        #expect(table.rows.map(\.fields) == [["7"]])
    }

    @Test("what grows out of little is refused before it grows")
    func limits() throws {
        let wide = "<row><c r=\"ALM1\"><v>1</v></c></row>"
        #expect(
            reason(WorkbookWriter.workbook(sheet: WorkbookWriter.worksheet(wide)))?
                .contains("right of column 1000 in row 1") == true)
        let many = (1...5_001).map { "<row><c r=\"ALL\($0)\"><v>1</v></c></row>" }.joined()
        #expect(
            reason(WorkbookWriter.workbook(sheet: WorkbookWriter.worksheet(many)))?
                .contains("more than 5000000 cells") == true)
        let deep = String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65)
        #expect(reason(WorkbookWriter.workbook(sheet: deep))?.contains("deeply nested") == true)
    }

    @Test("one element with more attributes or bytes than any program writes is refused")
    func largeElement() {
        let attributes = (1...300).map { " a\($0)=\"\"" }.joined()
        let long = " a=\"\(String(repeating: "x", count: 2_000_000))\""
        for extra in [attributes, long] {
            let sheet = WorkbookWriter.worksheet("<row\(extra)><c><v>1</v></c></row>")
            #expect(
                reason(WorkbookWriter.workbook(sheet: sheet))?.contains("too large") == true)
        }
    }

    @Test(
        "what XML cannot hold is read as it was meant",
        arguments: [
            ("a_x000D_b", "a\rb"), ("a_x005F_x000D_b", "a_x000D_b"), ("a_x00g0_", "a_x00g0_"),
            ("_xD800_", "_xD800_"), ("_x00", "_x00"), ("plain_x", "plain_x"),
        ])
    func escapes(written: String, text: String) throws {
        let row = "<row><c t=\"s\"><v>0</v></c><c t=\"str\"><v>\(written)</v></c></row>"
        let texts = "<sst><si><t>\(written)</t></si></sst>"
        #expect(try fields(row, texts: texts) == [[text, text]])
    }

    @Test("a sheet may lie anywhere in the file")
    func elsewhere() throws {
        let book = WorkbookWriter.workbook(
            sheet: WorkbookWriter.worksheet("<row><c><v>1</v></c></row>"),
            target: "../xl/./parts/../s.xml")
        #expect(try TableFile.read(book).rows.map(\.fields) == [["1"]])
    }

    @Test("entities cannot be declared, from outside or to multiply")
    func entities() {
        let type =
            "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/hostname\"><!ENTITY b \"&a;&a;\">]>"
        let sheet = type + WorkbookWriter.worksheet("<row><c><v>&b;</v></c></row>")
        #expect(
            reason(WorkbookWriter.workbook(sheet: sheet))
                == "its part xl/s.xml has a document type, which office programs do not write")
    }

    @Test("a file that is no such workbook says what it is instead")
    func others() {
        #expect(reason([0xD0, 0xCF, 0x11, 0xE0, 0])?.contains("(.xls)") == true)
        let text = WorkbookWriter.archive([("content.xml", "<a/>")])
        #expect(reason(text) == "it is not an Excel workbook (.xlsx)")
        #expect(reason([0x50, 0x4B, 0x03, 0x04])?.contains("damaged") == true)
        let broken = WorkbookWriter.workbook(sheet: "<worksheet><row></worksheet>")
        #expect(reason(broken) == "its part xl/s.xml is not XML")
        #expect(reason(WorkbookWriter.workbook([("S", [])])) == "its sheets are empty")
    }
}
