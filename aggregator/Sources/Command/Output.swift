import Foundation
import Synchronization

/// What commands print.
///
/// A failure to write is remembered, so that the program does not end as if it had been read.
enum Output {
    private static let reason = Mutex<String?>(nil)

    /// Why something could not be written to standard output; nil when all of it was.
    static var failure: String? { reason.withLock { $0 } }

    /// Writes a line to standard output.
    static func line(_ text: String) {
        bytes(Array((text + "\n").utf8))
    }

    /// Writes bytes to standard output.
    static func bytes(_ bytes: [UInt8]) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            // Whoever closed a pipe has read enough.
            guard errno != EPIPE else { return }
            // Unsafe because strerror returns a C string that the library owns; it is copied.
            let text = unsafe String(cString: strerror(errno))
            reason.withLock { $0 = $0 ?? text }
        }
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
