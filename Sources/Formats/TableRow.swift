/// One row of a table: of a file in CSV form, or of a sheet.
public struct TableRow: Equatable, Sendable {
    /// The line where the row begins, or the number that the spreadsheet program shows; from 1.
    public let line: Int
    /// The fields from the first column on, unquoted.
    public let fields: [String]

    /// Whether all fields are empty.
    public var isEmpty: Bool { fields.allSatisfy(\.isEmpty) }

    /// A row.
    public init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}
