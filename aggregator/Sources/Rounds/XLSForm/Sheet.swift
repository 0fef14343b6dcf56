/// A sheet of a spreadsheet: rows of texts, with the number that the program shows for each.
struct Sheet: Equatable, Sendable {
    /// A row that holds something.
    struct Row: Equatable, Sendable {
        /// Its number, from 1.
        let number: Int
        /// Its cells from the first column on; trailing empty ones may be missing.
        let cells: [String]
    }

    /// What the sheet is called.
    let name: String
    /// Its rows, in order.
    let rows: [Row]
}
