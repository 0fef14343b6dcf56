import Foundation

/// What commands print.
enum Output {
    /// Writes a line to standard output.
    static func line(_ text: String) {
        bytes(Array((text + "\n").utf8))
    }

    /// Writes bytes to standard output.
    static func bytes(_ bytes: [UInt8]) {
        // A closed pipe ends the program quietly; there is nobody left to tell.
        try? FileHandle.standardOutput.write(contentsOf: Data(bytes))
    }

    /// Writes a line to standard error.
    static func note(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }

    /// A number with its noun: `1 response`, `2 responses`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// Writes a value as JSON with sorted members and a line end.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        bytes(Array(try encoder.encode(value)) + [0x0A])
    }
}
