/// Why a spreadsheet cannot be read.
public struct SpreadsheetFault: Error, Equatable, Sendable {
    /// What is wrong, as a clause about the file.
    public let reason: String

    /// A fault.
    public init(reason: String) {
        self.reason = reason
    }
}
