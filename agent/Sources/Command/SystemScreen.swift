#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The process's own terminal as a screen (ECMA-48 sequences, raw mode).
final class SystemScreen: TerminalScreen {
    private let terminal: SystemTerminal
    private var before = termios()

    /// The screen; nil where there is none: pipes, and terminals that only print.
    init?(_ terminal: SystemTerminal, environment: [String: String]) {
        let kind = environment["TERM"] ?? ""
        guard isatty(0) == 1, isatty(1) == 1, !kind.isEmpty, kind != "dumb" else { return nil }
        // Unsafe because tcgetattr() fills the one structure it is given.
        guard unsafe tcgetattr(0, &before) == 0 else { return nil }
        self.terminal = terminal
    }

    var size: (columns: Int, rows: Int) { SystemTerminal.window ?? (80, 24) }

    func begin() {
        var raw = before
        // Unsafe because cfmakeraw() and tcsetattr() change and read the one structure.
        unsafe cfmakeraw(&raw)
        raw.c_oflag |= tcflag_t(OPOST)
        _ = unsafe tcsetattr(0, TCSAFLUSH, &raw)
        // Another screen, no cursor, and no line that goes on in the next one.
        write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l")
    }

    func end() {
        write("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
        // Unsafe because tcsetattr() reads the one structure.
        _ = unsafe tcsetattr(0, TCSAFLUSH, &before)
    }

    func draw(_ lines: [FillScreen.Line]) { write(Self.sequence(lines)) }

    /// What shows lines from the top and nothing else. Line ends are only between them: one after
    /// the last row of the window would move everything up.
    static func sequence(_ lines: [FillScreen.Line]) -> String {
        let shown = lines.map { line in
            let clean = SystemTerminal.cleaned(line.text)
            let look = line.isCurrent ? "\u{1B}[7m" : line.isBold ? "\u{1B}[1m" : ""
            return "\(look)\(clean)\(look.isEmpty ? "" : "\u{1B}[0m")\u{1B}[K"
        }
        return "\u{1B}[H" + shown.joined(separator: "\r\n") + "\u{1B}[J"
    }

    func keys() -> [Key]? {
        var waits = [
            pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
            pollfd(fd: StopSignal.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        // A second at most: the window may have another size by then.
        // Unsafe because poll() fills in the array, whose length it is given.
        let count = unsafe poll(&waits, nfds_t(waits.count), 1_000)
        if StopSignal.isRaised { return [.end] }
        guard count > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        // Unsafe because read() fills the buffer, whose size it is given.
        let length = unsafe read(0, &bytes, bytes.count)
        guard length > 0 else { return length < 0 && errno == EINTR ? nil : [.end] }
        return Key.keys(Array(bytes.prefix(length)))
    }

    private func write(_ text: String) { terminal.write(Array(text.utf8)) }
}
