import ArgumentParser

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make, list and revoke the tokens of programs.",
        subcommands: [Make.self, List.self, Revoke.self])

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make",
            abstract: "Make a token with a user's permissions; prints it alone, once.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The user whose permissions it has.") var user: String
        @Option(help: "What it is for.") var label: String
        @Option(
            name: .customLong("scope"),
            help: "What it is good for, such as results:read; may be repeated.")
        var scopes: [String]
        @Option(help: "How long it counts: a number and m, h or d, at most 366d.")
        var valid = "90d"

        func run() throws {
            let seconds = try TimeSpan.seconds(
                valid, option: "--valid", maximum: NewToken.secondsMaximum)
            let (token, text) = try NewToken.make(
                for: user, label: label, scopes: scopes, seconds: seconds, at: .now())
            try data.perform(.access(.addToken(token)))
            Output.isDone(
                .init(
                    what: "the token \(token.id) was made",
                    hint: "it is not shown again; revoke it with `survey-aggregator token revoke"
                        + " \(token.id)`, and make another one",
                    isShownOnce: true))
            Output.line(text)
            Output.note("token \(token.id) of \(user) counts until \(token.expires.text)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the tokens.")

        @OptionGroup var data: DataOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            let tokens = try data.reader().tokens(of: nil).map(TokenOverview.init)
            if json { return try Output.json(TokenList(tokens: tokens)) }
            var table = Table(["token", "user", "label", "scopes", "expires", "state"])
            for token in tokens {
                table.add([
                    token.id, token.user, token.label, token.scopes.joined(separator: ","),
                    token.expires, token.revoked.map { "revoked \($0)" } ?? "valid",
                ])
            }
            Output.line(table.text)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Withdraw a token at once.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The token's id, from `token list`.") var id: String

        func run() throws {
            try data.perform(.access(.revokeToken(id)))
            Output.line("token \(id) is revoked")
        }
    }
}

/// Spans of time as they are written on the command line.
enum TimeSpan {
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]

    /// The seconds of a number and unit.
    /// - Throws: a usage error naming the option.
    static func seconds(_ text: String, option: String, maximum: Int64) throws -> Int64 {
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
            count > 0, count <= maximum / unit
        else {
            throw ValidationError(
                "\(option) is a number and m, h or d, at most \(maximum / 86_400)d")
        }
        return count * unit
    }
}
