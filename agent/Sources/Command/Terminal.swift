/// Where a command reads from and writes to.
protocol Terminal {
    /// Whether a person sits at both ends; otherwise there are no progress lines.
    var isInteractive: Bool { get }

    /// The terminal as a whole screen; nil where there is none.
    var screen: (any TerminalScreen)? { get }

    /// The width of the window; nil where lines have no limit, as in a pipe.
    var columns: Int? { get }

    /// Writes to the output as it is.
    func write(_ bytes: [UInt8])

    /// Writes to the error output as it is.
    func warn(_ bytes: [UInt8])

    /// The next line of the input without its line end; nil at its end.
    func readLine() -> String?
}

extension Terminal {
    /// None.
    var screen: (any TerminalScreen)? { nil }

    /// None.
    var columns: Int? { nil }

    /// Writes a line.
    func say(_ text: String = "") {
        write(Array(Self.cleaned(text).utf8) + [0x0A])
    }

    /// Writes without ending the line, for a question.
    func ask(_ text: String) {
        write(Array(Self.cleaned(text).utf8))
    }

    /// Writes a line to the error output.
    func note(_ text: String) {
        warn(Array(Self.cleaned(text).utf8) + [0x0A])
    }

    /// Replaces the progress line, where there is one.
    ///
    /// What has no room is cut off: of a line that goes on in the next row only that row would be
    /// replaced.
    func showProgress(_ text: String) {
        guard isInteractive else { return }
        let (line, room) = (Self.cleaned(text), max(2, (columns ?? 80) - 1))
        let shown = line.count > room ? line.prefix(room - 1) + "…" : line[...]
        warn(Array("\r\u{1B}[K\(shown)".utf8))
    }

    /// Writes a failure the way every command does.
    func report(_ fault: any AgentFault) {
        if isInteractive { showProgress("") }
        note("survey-agent: error: \(fault.reason)")
        note("survey-agent: hint: \(fault.hint)")
    }

    /// The text without control characters: some of it comes from files and servers.
    static func cleaned(_ text: String) -> String {
        let scalars = text.unicodeScalars.filter { scalar in
            scalar == "\n" || !(scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value))
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
