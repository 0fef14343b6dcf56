import ArgumentParser
import Foundation

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add, list and remove those who administer.",
        subcommands: [Add.self, List.self, Remove.self, ChangePassword.self])

    /// How to get a one-time secret in place of one that was not shown.
    static func another(for name: String) -> String {
        "the one-time secret is not shown again; make another one with `survey-aggregator user"
            + " password \(name) --one-time`"
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a user; prints a one-time secret unless a password is given.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The name to sign in with.") var name: String
        @Option(help: "administrator, analyst, viewer or organization.") var role: Role
        @Option(help: "The organization that a user of the role organization speaks for.")
        var organization: String?
        @Option(help: "A file that holds the password; - reads standard input.")
        var passwordFile: String?

        func run() async throws {
            try UserName.check(name)
            var user = NewUser(name: name, role: role, organization: organization)
            var secret: Secret?
            if let passwordFile {
                user.password = try await PasswordEntry.kept(
                    of: name, organization: organization, file: passwordFile, in: data)
            } else {
                let made = Secret.forTyping()
                user.secret = made.digest
                user.secretExpires = Timestamp.now().adding(seconds: AccessControl.secretSeconds)
                secret = made
            }
            try data.perform(.access(.addUser(user)))
            if secret != nil {
                Output.isDone(
                    .init(
                        what: "the user \(name) was added",
                        hint: UserCommand.another(for: name),
                        isShownOnce: true))
            }
            // Alone on standard output, for whoever hands it on.
            if let secret { Output.line(secret.text) }
            Output.note("added user \(name), \(role.rawValue)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the users.")

        @OptionGroup var data: DataOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            let users = try data.reader().users().map { UserOverview($0, at: .now()) }
            if json { return try Output.json(UserList(users: users)) }
            var table = Table(["user", "role", "organization", "state", "last sign-in"])
            for user in users {
                table.add([
                    user.name, user.role.rawValue, user.organization ?? "-", user.state.rawValue,
                    user.lastSignIn ?? "never",
                ])
            }
            Output.line(table.text)
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Remove a user with all sessions and tokens, at once.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The user's name.") var name: String

        func run() throws {
            try data.perform(.access(.removeUser(name)))
            Output.line("user \(name) is removed")
        }
    }

    struct ChangePassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "password",
            abstract: "Set a user's password: asked for, or from a file or standard input.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The user's name.") var name: String
        @Option(help: "A file that holds the password; - reads standard input.")
        var passwordFile: String?
        @Flag(help: "Print a one-time secret instead, for the user to choose a password with.")
        var oneTime = false

        func run() async throws {
            if oneTime {
                let secret = Secret.forTyping()
                let expires = Timestamp.now().adding(seconds: AccessControl.secretSeconds)
                try data.perform(
                    .access(.setSecret(secret.digest, expires: expires, of: name)))
                Output.isDone(
                    .init(
                        what: "\(name) has a new one-time secret",
                        hint: UserCommand.another(for: name),
                        isShownOnce: true))
                return Output.line(secret.text)
            }
            let kept = try await PasswordEntry.kept(
                of: name, organization: data.reader().user(name)?.organization,
                file: passwordFile, in: data)
            try data.perform(.access(.setPassword(kept, of: name)))
            Output.line("the password of \(name) is set")
        }
    }
}
