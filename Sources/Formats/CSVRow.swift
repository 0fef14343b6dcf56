/// One row of a table in CSV form.
public struct CSVRow: Equatable, Sendable {
    /// The line where the row begins, from 1.
    public let line: Int
    /// The fields, unquoted.
    public let fields: [String]
}
