/// Reads an Office Open XML workbook (.xlsx, ECMA-376): the texts that its cells hold, without
/// formats; of a formula the result that was saved with it.
///
/// A sheet is unpacked when it is asked for, and everything has a limit: a workbook comes from
/// anywhere.
public struct Spreadsheet: Sendable {
    /// Bytes of one part of the workbook, unpacked.
    public static let partBytesMaximum = 64 * 1_048_576
    /// Sheets of a workbook.
    public static let sheetsMaximum = 100

    /// A sheet that the workbook lists.
    struct Entry: Sendable {
        let name: String
        let path: String
        let isHidden: Bool
    }

    private let archive: ZipArchive
    private let texts: [String]
    private let entries: [Entry]

    /// The names of the sheets that are not hidden, in their order.
    public var names: [String] { entries.filter { !$0.isHidden }.map(\.name) }

    /// Opens a workbook.
    /// - Throws: a fault when it is none, is damaged or beyond a limit.
    public init(_ bytes: [UInt8]) throws(SpreadsheetFault) {
        guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else {
            throw SpreadsheetFault(
                reason: "it is a workbook of the old kind (.xls) or one with a password; save it"
                    + " as .xlsx without a password")
        }
        do throws(ZipFault) {
            archive = try ZipArchive(bytes)
        } catch {
            throw SpreadsheetFault(reason: "it is not an .xlsx file, or it is damaged")
        }
        let book = try Self.workbook(archive)
        guard book.sheets.count <= Self.sheetsMaximum else {
            throw SpreadsheetFault(reason: "it has more than \(Self.sheetsMaximum) sheets")
        }
        if let lost = book.lost {
            throw SpreadsheetFault(reason: "its sheet `\(lost.prefix(64))` is not in it")
        }
        guard Set(book.entries.map(\.path)).count == book.entries.count else {
            throw SpreadsheetFault(reason: "it lists one sheet twice")
        }
        let shared = SharedTexts()
        try Self.read("xl/sharedStrings.xml", of: archive, to: shared, isRequired: false)
        texts = shared.texts
        entries = book.entries
    }

    /// All sheets, hidden ones too, in their order.
    public static func sheets(_ bytes: [UInt8]) throws(SpreadsheetFault) -> [Sheet] {
        let book = try Spreadsheet(bytes)
        var sheets: [Sheet] = []
        var cells = 0
        for entry in book.entries {
            let sheet = try book.sheet(entry)
            cells += sheet.rows.reduce(0) { $0 + $1.fields.count }
            guard cells <= SheetCells.cellsMaximum else {
                throw SpreadsheetFault(
                    reason: "its sheets have more than \(SheetCells.cellsMaximum) cells")
            }
            sheets.append(sheet)
        }
        return sheets
    }

    /// The sheet with a name, or without one the first that is shown and holds something.
    /// - Throws: a fault when there is no such sheet.
    public func sheet(_ name: String? = nil) throws(SpreadsheetFault) -> Sheet {
        guard let name else {
            for entry in entries where !entry.isHidden {
                let sheet = try sheet(entry)
                if !sheet.rows.isEmpty { return sheet }
            }
            throw SpreadsheetFault(reason: "its sheets are empty")
        }
        let lowered = name.lowercased()
        guard
            let entry = entries.first(where: { $0.name == name })
                ?? entries.first(where: { $0.name.lowercased() == lowered })
        else {
            throw SpreadsheetFault(
                reason: "it has no sheet `\(name.prefix(64))`; its sheets are "
                    + names.map { "`\($0)`" }.joined(separator: ", "))
        }
        return try sheet(entry)
    }

    private func sheet(_ entry: Entry) throws(SpreadsheetFault) -> Sheet {
        let cells = SheetCells(texts)
        try Self.read(entry.path, of: archive, to: cells, isRequired: true)
        if let fault = cells.fault {
            throw SpreadsheetFault(reason: "its sheet `\(entry.name)` \(fault)")
        }
        return Sheet(name: entry.name, rows: cells.finished())
    }

    private static func workbook(_ archive: ZipArchive) throws(SpreadsheetFault) -> WorkbookParts {
        let parts = WorkbookParts()
        guard archive.names.contains("xl/workbook.xml") else {
            throw SpreadsheetFault(reason: "it is not an Excel workbook (.xlsx)")
        }
        try read("xl/workbook.xml", of: archive, to: parts, isRequired: true)
        try read("xl/_rels/workbook.xml.rels", of: archive, to: parts, isRequired: true)
        return parts
    }

    private static func read(
        _ path: String, of archive: ZipArchive, to listener: any XMLListener, isRequired: Bool
    ) throws(SpreadsheetFault) {
        let content: [UInt8]?
        do throws(ZipFault) {
            content = try archive.content(of: path, bytesMaximum: partBytesMaximum)
        } catch {
            throw SpreadsheetFault(
                reason: error == .tooLarge
                    ? "its part \(path) is larger than \(partBytesMaximum / 1_048_576) MiB"
                    : "its part \(path) is damaged")
        }
        guard let content else {
            guard isRequired else { return }
            throw SpreadsheetFault(reason: "it has no part \(path)")
        }
        do throws(XMLFault) {
            try XMLText.read(content, to: listener)
        } catch {
            throw SpreadsheetFault(reason: "its part \(path) \(error.reason)")
        }
    }
}

/// The list of sheets and where they lie.
private final class WorkbookParts: XMLListener {
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private var targets: [String: String] = [:]
    let isFull = false

    /// The name of the first sheet whose place is not known.
    var lost: String? { sheets.first { targets[$0.relation] == nil }?.name }

    /// The sheets whose place is known.
    var entries: [Spreadsheet.Entry] {
        sheets.compactMap { sheet in
            targets[sheet.relation].map {
                Spreadsheet.Entry(name: sheet.name, path: $0, isHidden: sheet.isHidden)
            }
        }
    }

    func begin(_ name: String, _ attributes: [String: String]) {
        if name == "sheet", let title = attributes["name"], let relation = attributes["id"] {
            let state = attributes["state"] ?? "visible"
            sheets.append((title, relation, state != "visible"))
        }
        if name == "Relationship", let id = attributes["Id"], let target = attributes["Target"] {
            targets[id] = Self.path(target)
        }
    }

    func text(_ text: String) {}

    func end(_ name: String) {}

    /// The name of a part in the archive, from a target that is relative to the workbook's folder.
    private static func path(_ target: String) -> String {
        let isAbsolute = target.hasPrefix("/")
        let names = target.split(separator: "/")
        return names.reduce(into: isAbsolute ? [] : ["xl"]) { path, name in
            switch name {
            case ".": break
            case "..": _ = path.popLast()
            default: path.append(String(name))
            }
        }.joined(separator: "/")
    }
}

/// The table of texts that cells refer to by number.
private final class SharedTexts: XMLListener {
    private(set) var texts: [String] = []
    private var depthOfHint = 0
    private var isInText = false
    let isFull = false

    func begin(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "si": texts.append("")
        // Hints on pronunciation are no part of the text.
        case "rPh": depthOfHint += 1
        case "t": isInText = depthOfHint == 0
        default: break
        }
    }

    func text(_ text: String) {
        if isInText, !texts.isEmpty { texts[texts.count - 1] += text }
    }

    func end(_ name: String) {
        if name == "rPh" { depthOfHint -= 1 }
        if name == "t" { isInText = false }
        if name == "si", let last = texts.last {
            texts[texts.count - 1] = EscapedText.decoded(last)
        }
    }
}
