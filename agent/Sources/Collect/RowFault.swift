/// Why one row of a file was not taken. It never holds the cell's text.
struct RowFault: Codable, Error, Hashable, Sendable {
    /// The line where the row begins, from 1.
    let line: Int
    /// The column's name; empty when the whole row is meant.
    let column: String
    /// What is wrong.
    let reason: String
    /// The code that was probably meant, if one is near.
    var suggestion: String?
}
