/// Writes small workbooks (.xlsx) for tests, uncompressed: the parts are whatever a test says.
package enum WorkbookWriter {
    /// A workbook of sheets whose cells are shared texts; those that are numbers are numeric.
    package static func workbook(
        _ sheets: [(name: String, rows: [[String]])], hidden: Set<String> = []
    ) -> [UInt8] {
        var texts: [String] = []
        var parts: [(name: String, content: String)] = []
        var list = ""
        var relations = ""
        for (index, sheet) in sheets.enumerated() {
            let number = index + 1
            let state = hidden.contains(sheet.name) ? " state=\"hidden\"" : ""
            list += "<sheet name=\"\(escaped(sheet.name))\" sheetId=\"\(number)\"\(state)"
            list += " r:id=\"rId\(number)\"/>"
            relations += "<Relationship Id=\"rId\(number)\""
            relations += " Target=\"worksheets/sheet\(number).xml\"/>"
            parts.append(
                ("xl/worksheets/sheet\(number).xml", worksheet(rows(sheet.rows, &texts))))
        }
        parts.append(("xl/workbook.xml", book(list)))
        parts.append(
            ("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>"))
        let items = texts.map { "<si><t>\(escaped($0))</t></si>" }.joined()
        parts.append(("xl/sharedStrings.xml", "<sst>\(items)</sst>"))
        return archive(parts)
    }

    /// A workbook of one sheet whose XML a test gives.
    package static func workbook(
        sheet: String, texts: String = "<sst/>", target: String = "/xl/s.xml"
    ) -> [UInt8] {
        archive([
            ("xl/workbook.xml", book("<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>")),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"\(target)\"/></Relationships>"
            ),
            ("xl/sharedStrings.xml", texts), ("xl/s.xml", sheet),
        ])
    }

    /// A sheet of rows in XML.
    package static func worksheet(_ rows: String) -> String {
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + "<sheetData>\(rows)</sheetData></worksheet>"
    }

    private static func book(_ sheets: String) -> String {
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
            + "<sheets>\(sheets)</sheets></workbook>"
    }

    private static func rows(_ rows: [[String]], _ texts: inout [String]) -> String {
        var xml = ""
        for (index, row) in rows.enumerated() {
            xml += "<row r=\"\(index + 1)\">"
            for (column, cell) in row.enumerated() where !cell.isEmpty {
                let place = String(UnicodeScalar(UInt8(0x41 + column))) + "\(index + 1)"
                if Double(cell) != nil {
                    xml += "<c r=\"\(place)\"><v>\(cell)</v></c>"
                } else {
                    xml += "<c r=\"\(place)\" t=\"s\"><v>\(texts.count)</v></c>"
                    texts.append(cell)
                }
            }
            xml += "</row>"
        }
        return xml
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing("\"", with: "&quot;")
    }

    /// A ZIP file of stored entries.
    package static func archive(_ parts: [(name: String, content: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let name = Array(part.name.utf8)
            let content = Array(part.content.utf8)
            let common =
                number(0, 2) + number(0, 2) + number(0, 4) + number(checksum(content), 4)
                + number(content.count, 4) + number(content.count, 4) + number(name.count, 2)
                + number(0, 2)
            directory += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common
            directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
            directory += number(bytes.count, 4) + name
            bytes += number(0x0403_4B50, 4) + number(20, 2) + common + name + content
        }
        let start = bytes.count
        bytes += directory + number(0x0605_4B50, 4) + number(0, 4) + number(parts.count, 2)
        bytes += number(parts.count, 2) + number(directory.count, 4) + number(start, 4)
        return bytes + number(0, 2)
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// CRC-32 as ZIP uses it.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return Int(~value)
    }
}
