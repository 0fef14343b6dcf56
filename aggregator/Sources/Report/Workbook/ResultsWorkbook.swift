import Foundation
import MaturityModel
import Pages

/// Released results as a workbook: what they are, every cell, every distribution, and profiles with
/// native charts. It holds what the JSON form holds and nothing more; no sheet is hidden.
struct ResultsWorkbook {
    let report: Report
    let file: WorkbookFile

    /// The results as the bytes of an .xlsx file.
    /// - Throws: `export-failed`, `file-unwritable`.
    static func bytes(_ report: Report) throws -> [UInt8] {
        let rows = max(report.rowCounts.cells, report.rowCounts.items)
        guard rows < WorkbookFile.rowsMaximum else {
            throw AggregatorError(
                .exportFailed,
                "the results have \(rows) rows, more than a sheet of a workbook can hold",
                hint: "take the CSV or JSON form")
        }
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "survey-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "results.xlsx").path
        let book = ResultsWorkbook(
            report: report, file: try WorkbookFile(path: path, folder: folder.path))
        book.write()
        try book.file.close()
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    private func write() {
        file.describe(
            title: report.title,
            comments: "\(report.source.header.digest), rules \(Results.rulesVersion)")
        about()
        profile()
        gap()
        cells()
        items()
        types()
        quality()
        trend()
        benchmarks()
    }

    func say(_ swedish: String, _ english: String) -> String { report.say(swedish, english) }

    func text(_ text: String?) -> WorkbookFile.Cell { text.map { .text($0, .plain) } ?? .nothing }

    func head(_ titles: [String]) -> [WorkbookFile.Cell] {
        titles.map { .text(WorkbookWords.heading($0, report.language), .head) }
    }

    func number(_ value: Double?, _ look: WorkbookFile.Look = .score) -> WorkbookFile.Cell {
        value.map { .number($0, look) } ?? .nothing
    }

    func count(_ value: Int?) -> WorkbookFile.Cell {
        value.map { .number(Double($0), .count) } ?? .nothing
    }

    func hidden(_ reason: HiddenReason?) -> WorkbookFile.Cell {
        reason.map { .text($0.rawValue, .faint) } ?? .nothing
    }

    /// Characters of a line of the sheet that says what the workbook is.
    private static let noteCharacters = 90

    /// Lines that a text needs, when each holds so many characters and breaks between words.
    static func lines(_ text: String, in characters: Int) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, part in
            var (count, used) = (1, 0)
            for word in part.split(separator: " ") {
                if used > 0, used + 1 + word.count > characters {
                    count += 1
                    used = word.count
                } else {
                    used += word.count + (used > 0 ? 1 : 0)
                }
            }
            return lines + count
        }
    }

    private func about() {
        let (header, rows) = (report.source.header, report.rowCounts)
        file.sheet(say("Om", "About"), widths: [30, Double(Self.noteCharacters)], lies: false)
        file.add([.text(report.title, .title)])
        file.add([])
        let facts: [(String, String)] = [
            (say("Mätning", "Round"), header.round),
            (say("Sammanställning", "Snapshot"), "\(header.snapshot)"),
            (say("Sammanställd", "Made"), report.made ?? ""),
            (say("Kontrollsumma", "Digest"), header.digest),
            (say("För", "Audience"), report.released.audience.rawValue),
            (
                say("Publicerad", "Published"),
                report.source.isPublished ? say("ja", "yes") : say("nej", "no")
            ),
            (say("Vikt", "Weighting"), "byOrganization"),
            (say("Räkneregler", "Rules version"), Results.rulesVersion),
            (say("Rader i Celler", "Rows in Cells"), "\(rows.cells)"),
            (say("Rader i Svar", "Rows in Answers"), "\(rows.items)"),
            (say("Frågor", "Questionnaire"), header.inputs.questionnaire),
            (say("Organisationer", "Roster"), header.inputs.roster),
            (say("Svar", "Responses"), header.inputs.responses),
            (say("Inställningar", "Settings"), header.inputs.settings),
        ]
        for (name, value) in facts { file.add([.text(name, .head), .text(value, .plain)]) }
        file.add([])
        for note in report.methodNotes {
            file.raise(
                lines: max(
                    Self.lines(note.text, in: Self.noteCharacters), Self.lines(note.title, in: 26)))
            file.add([.text(note.title, .head), .text(note.text, .wrapped)])
        }
    }
}
