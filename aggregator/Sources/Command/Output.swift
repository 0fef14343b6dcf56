import Foundation
import Synchronization

/// What commands print.
///
/// A failure to write is remembered, so that the program does not end as if it had been read.
enum Output {
    /// What a command has done already when it begins to print.
    struct Deed: Sendable {
        /// What was done, as the rest of a sentence after "but".
        let what: String
        /// How to see it, get at what was not shown, or undo it.
        let hint: String
        /// Whether the output is shown once, so that a closed pipe has lost it.
        var isShownOnce = false

        /// Something of which the audit log tells.
        static let recorded = Deed(
            what: "the command has done its work",
            hint: "do not give it again for the output alone: `survey-aggregator audit` shows what"
                + " it did")
    }

    private static let reason = Mutex<String?>(nil)
    private static let deed = Mutex<Deed?>(nil)

    /// Why something could not be written to standard output; nil when all of it was.
    static var failure: String? { reason.withLock { $0 } }

    /// What was done before; nil when the command only shows something.
    static var done: Deed? { deed.withLock { $0 } }

    /// Notes what was done, before anything is printed of it.
    static func isDone(_ new: Deed) {
        deed.withLock { $0 = new }
        // Else a closed pipe ends the program before it can say what is lost.
        if new.isShownOnce { signal(SIGPIPE, SIG_IGN) }
    }

    /// Writes a line to standard output.
    static func line(_ text: String) {
        bytes(Array((text + "\n").utf8))
    }

    /// Writes bytes to standard output.
    static func bytes(_ bytes: [UInt8]) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            let code = errno
            // Whoever closed a pipe has read enough, unless it was to be shown only now.
            guard code != EPIPE || done?.isShownOnce == true else { return }
            // Unsafe because strerror returns a C string that the library owns; it is copied.
            let text = unsafe String(cString: strerror(code))
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
