/// A sheet of a spreadsheet.
public struct Sheet: Equatable, Sendable {
    /// What the sheet is called.
    public let name: String
    /// The rows that hold something, in order; trailing empty fields may be missing.
    public let rows: [TableRow]

    /// A sheet.
    public init(name: String, rows: [TableRow]) {
        self.name = name
        self.rows = rows
    }
}
