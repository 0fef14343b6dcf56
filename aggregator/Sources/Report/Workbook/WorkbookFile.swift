internal import CXlsxWriter
import Foundation

/// An .xlsx file that is written sheet after sheet and row after row, by libxlsxwriter.
///
/// What comes first keeps its place: rows go to the disk as they are complete, so memory does not
/// grow with them. The first error is kept and thrown at the end. It is safe because nobody else
/// sees the library's pointer.
@safe final class WorkbookFile {
    /// Rows of a sheet at most, as the format has it.
    static let rowsMaximum = 1_048_576
    /// Characters of a cell at most, as the format has it.
    private static let textMaximum = 32_767
    /// How wide a column is when nothing is said, in characters.
    private static let standardWidth = 8.43
    /// The height of a line of text, in points.
    private static let lineHeight = 15.0

    /// How a cell looks; the order is that of the C header.
    enum Look: Int32 {
        case plain, head, title, wrapped, faint, count, score, share, coefficient
    }

    /// What a cell holds.
    enum Cell {
        case nothing
        case text(String, Look)
        case number(Double, Look)
    }

    // Unsafe because the library hands out a pointer; it is valid until `close`, which is called
    // once, after which nothing uses it any more.
    private let book: OpaquePointer
    private var firstError: Int32 = 0
    private var row: UInt32 = 0
    private var widths: [Double] = []

    /// A file at a path; `folder` is for rows on their way.
    /// - Throws: `file-unwritable`.
    init(path: String, folder: String) throws {
        // Unsafe because C takes the texts as pointers; both live through the call.
        guard let book = unsafe survey_book_new(path, folder) else {
            throw AggregatorError(
                .fileUnwritable, "cannot begin the file \(path)",
                hint: "see whether there is memory and room on the disk")
        }
        unsafe self.book = book  // because the pointer is valid until `close`
    }

    private func note(_ error: Int32) {
        if firstError == 0 { firstError = error }
    }

    /// Says what the file is.
    func describe(title: String, comments: String) {
        // Unsafe because C takes the texts as pointers; they live through the call.
        note(unsafe survey_book_describe(book, title, comments))
    }

    /// Begins a sheet with columns of so many characters.
    /// - Parameter lies: whether its printed pages lie.
    func sheet(_ name: String, widths: [Double], lies: Bool = true) {
        // Unsafe because C takes the name as a pointer; it lives through the call.
        note(unsafe survey_book_sheet(book, name, lies ? 1 : 0))
        guard firstError == 0 else { return }
        for (column, width) in widths.enumerated() {
            // Because the pointer is valid until `close`.
            note(unsafe survey_book_width(book, UInt16(column), width))
        }
        row = 0
        self.widths = widths
    }

    /// Writes the row of headings, as high as the longest needs in its column.
    func add(heads cells: [Cell]) {
        var lines = 1
        for (column, cell) in cells.enumerated() {
            guard case .text(let text, _) = cell else { continue }
            let width = column < widths.count ? widths[column] : Self.standardWidth
            // Bold letters are wider than digits, after which widths are counted.
            lines = max(lines, ResultsWorkbook.lines(text, in: max(1, Int(width * 0.85))))
        }
        raise(lines: lines)
        add(cells)
    }

    /// Keeps the rows so far and so many columns in view, with filters on the last of the rows.
    func freeze(columns: Int, filtering last: Int, of count: Int) {
        guard firstError == 0, row > 0 else { return }
        // Because the pointer is valid until `close`.
        note(unsafe survey_book_freeze(book, row, UInt16(columns)))
        if last > 0 {
            // Because the pointer is valid until `close`.
            note(
                unsafe survey_book_filter(
                    book, row - 1, row - 1 + UInt32(last), UInt16(max(0, count - 1))))
        }
    }

    /// Makes the next row so many lines high.
    func raise(lines: Int) {
        guard firstError == 0, lines > 1 else { return }
        // Because the pointer is valid until `close`.
        note(unsafe survey_book_height(book, row, Double(lines) * Self.lineHeight))
    }

    /// Writes the next row.
    func add(_ cells: [Cell]) {
        guard firstError == 0 else { return }
        for (column, cell) in cells.enumerated() {
            switch cell {
            case .nothing: break
            case .text(let text, let look):
                let text = String(text.prefix(Self.textMaximum))
                // Unsafe because C takes the text as a pointer; it lives through the call.
                note(unsafe survey_book_text(book, row, UInt16(column), text, look.rawValue))
            case .number(let number, let look):
                // Because the pointer is valid until `close`.
                note(unsafe survey_book_number(book, row, UInt16(column), number, look.rawValue))
            }
        }
        row += 1
    }

    /// Draws bars at a cell; `series` are names with ranges such as `='Profile'!$B$2:$B$9`.
    func chart(
        at place: (row: Int, column: Int), title: String, names: String,
        series: [(name: String, values: String)]
    ) {
        guard firstError == 0 else { return }
        // Unsafe because C takes the texts as pointers; they live through each call.
        note(unsafe survey_book_chart(book, title))
        for entry in series where firstError == 0 {
            // Because the texts live through the call.
            note(unsafe survey_book_series(book, entry.name, names, entry.values))
        }
        guard firstError == 0 else { return }
        // Because the pointer is valid until `close`.
        note(unsafe survey_book_place(book, UInt32(place.row), UInt16(place.column)))
    }

    /// Writes the file; nothing may follow.
    /// - Throws: `export-failed` with the first reason.
    func close() throws {
        // Because this is the last use of the pointer.
        note(unsafe survey_book_close(book))
        guard firstError != 0 else { return }
        // Because the library's texts are there for good; the copy is ours.
        let reason = unsafe survey_book_reason(firstError).map { unsafe String(cString: $0) }
        throw AggregatorError(
            .exportFailed, "the workbook could not be written: \(reason ?? "error \(firstError)")",
            hint: "see whether there is room on the disk, or take the CSV form")
    }
}
