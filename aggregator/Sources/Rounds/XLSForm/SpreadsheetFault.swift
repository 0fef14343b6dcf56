/// Why a spreadsheet cannot be read.
struct SpreadsheetFault: Error, Equatable {
    /// What is wrong.
    let reason: String
}
