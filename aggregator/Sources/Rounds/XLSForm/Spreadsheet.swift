import Formats
import Foundation

/// Reads the sheets of an Office Open XML workbook (.xlsx): the texts that its cells show, without
/// formats and formulas.
enum Spreadsheet {
    private static let partBytesMaximum = 64 * 1_048_576
    private static let sheetsMaximum = 100

    /// The sheets of a workbook, in its order.
    static func sheets(_ bytes: [UInt8]) throws(SpreadsheetFault) -> [Sheet] {
        let archive: ZipArchive
        do throws(ZipFault) {
            archive = try ZipArchive(bytes)
        } catch {
            throw SpreadsheetFault(reason: "it is not an .xlsx file, or it is damaged")
        }
        let workbook = try elements(archive, "xl/workbook.xml", required: true)
        let relations = try elements(archive, "xl/_rels/workbook.xml.rels", required: true)
        var targets: [String: String] = [:]
        for relation in relations where relation.name == "Relationship" {
            guard let id = relation.attributes["Id"], let target = relation.attributes["Target"]
            else { continue }
            targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        let texts = SharedTexts.texts(
            try elements(archive, "xl/sharedStrings.xml", required: false))
        let entries = workbook.filter { $0.name == "sheet" }.prefix(sheetsMaximum)
        var sheets: [Sheet] = []
        for entry in entries {
            guard let name = entry.attributes["name"],
                let path = entry.attributes["r:id"].flatMap({ targets[$0] })
            else { continue }
            let cells = try elements(archive, path, required: true)
            sheets.append(Sheet(name: name, rows: SheetCells.rows(cells, texts)))
        }
        return sheets
    }

    private static func elements(
        _ archive: ZipArchive, _ path: String, required: Bool
    ) throws(SpreadsheetFault) -> [XMLElements.Element] {
        let content: [UInt8]?
        do throws(ZipFault) {
            content = try archive.content(of: path, bytesMaximum: partBytesMaximum)
        } catch {
            throw SpreadsheetFault(reason: "its part \(path) is damaged or too large")
        }
        guard let content else {
            if !required { return [] }
            throw SpreadsheetFault(reason: "it has no part \(path)")
        }
        guard let elements = XMLElements.read(content) else {
            throw SpreadsheetFault(reason: "its part \(path) is not XML")
        }
        return elements
    }
}

/// The table of texts that cells refer to by number.
private enum SharedTexts {
    static func texts(_ elements: [XMLElements.Element]) -> [String] {
        var texts: [String] = []
        for element in elements {
            if element.name == "si" { texts.append("") }
            // Hints on pronunciation (`rPh`) are no part of the text.
            if element.name == "t", !element.above.contains("rPh"), !texts.isEmpty {
                texts[texts.count - 1] += element.text
            }
        }
        return texts
    }
}

/// The cells of a sheet.
private enum SheetCells {
    private static let columnsMaximum = 1_000

    static func rows(_ elements: [XMLElements.Element], _ texts: [String]) -> [Sheet.Row] {
        var rows: [Sheet.Row] = []
        var number = 0
        var cells: [String] = []
        var place = 0
        var kind = ""
        func finish() {
            if cells.contains(where: { !$0.isEmpty }) {
                rows.append(Sheet.Row(number: number, cells: cells))
            }
            cells = []
            place = -1
        }
        for element in elements {
            switch element.name {
            case "row":
                finish()
                number = element.attributes["r"].flatMap { Int($0) } ?? number + 1
            case "c":
                place = element.attributes["r"].flatMap(column) ?? place + 1
                kind = element.attributes["t"] ?? "n"
            case "v", "t":
                guard (0..<columnsMaximum).contains(place), !element.above.contains("rPh") else {
                    continue
                }
                while cells.count <= place { cells.append("") }
                cells[place] += text(element.text, kind, texts)
            default: break
            }
        }
        finish()
        return rows
    }

    private static func text(_ text: String, _ kind: String, _ texts: [String]) -> String {
        switch kind {
        case "s": Int(text).flatMap { texts.indices.contains($0) ? texts[$0] : nil } ?? ""
        case "b": text == "1" ? "TRUE" : "FALSE"
        case "e": ""
        case "n": Double(text).map(Self.number) ?? text
        default: text
        }
    }

    /// A number as people write it: without a fraction where there is none.
    private static func number(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    /// The column of a reference such as `AB12`, from 0.
    private static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard byte >= 0x41, byte <= 0x5A else { break }
            column = column * 26 + Int(byte) - 0x40
            if column > columnsMaximum { return nil }
        }
        return column > 0 ? column - 1 : nil
    }
}
