import Foundation

/// Takes a password from a person or a file, never from an argument, which others can see.
enum PasswordEntry {
    private static let linesBytesMaximum = 4_096

    /// What is to be kept of the password that is typed twice, or read from a file or `-`.
    /// - Parameters:
    ///   - organization: the one that the user speaks for.
    ///   - data: the data folder, whose names are no passwords.
    /// - Throws: `password-weak`, or `file-unreadable`.
    static func kept(
        of name: String, organization: String?, file: String?, in data: DataOptions
    ) async throws -> String {
        let context =
            try [name] + Aggregator.settings(of: data.folder()).wellKnownNames
            + (organization.map { try data.reader().everyName(of: $0) } ?? [])
        let password =
            switch file {
            case nil: try typed(name)
            case "-": readLine() ?? ""
            case let path?: try firstLine(of: path)
            }
        try PasswordRules.check(password, context: context)
        return try await OnQueue.run { try Password(password).kept }
    }

    private static func firstLine(of path: String) throws -> String {
        let bytes = try DurableFile.read(path, bytesMaximum: linesBytesMaximum)
        return String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }

    private static func typed(_ name: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw AggregatorError(
                .fileUnreadable, "there is no terminal to ask for a password",
                hint: "name a file with --password-file, or - for standard input")
        }
        let first = ask("New password for \(name): ")
        guard first == ask("The same once more: ") else {
            throw AggregatorError(
                .passwordWeak, "the two passwords are not the same", hint: "try again")
        }
        return first
    }

    /// Asks without showing what is typed.
    private static func ask(_ prompt: String) -> String {
        try? FileHandle.standardError.write(contentsOf: Data(prompt.utf8))
        var shown = termios()
        // Unsafe because the C calls fill and read a structure; it lives through the function.
        unsafe tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSANOW, &hidden)
        defer {
            // Unsafe because the C call reads a structure, as above.
            unsafe tcsetattr(STDIN_FILENO, TCSANOW, &shown)
            Output.note("")
        }
        return readLine() ?? ""
    }
}
