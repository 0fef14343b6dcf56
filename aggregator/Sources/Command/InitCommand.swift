import ArgumentParser
import Foundation
import MaturityModel

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a data folder with its private authority and server certificate.")

    @OptionGroup var data: DataOptions

    @Option(help: "The group's name, as agents show it.")
    var group = "Maturity Survey"

    @Option(
        name: .customLong("address"),
        help: "An address that agents use, HOST[:PORT]; the first goes into codes.")
    var addresses: [String] = []

    @Option(help: "The name of the first administrator, who gets a one-time secret.")
    var administrator = "administrator"

    func run() throws {
        let folder = try data.folder()
        let isPlain = HiddenCharacter.first(in: group, isOneLine: true) == nil
        guard isPlain, (1...200).contains(group.utf8.count) else {
            throw ValidationError("--group is 1 to 200 bytes of text")
        }
        let checked = try (addresses.isEmpty ? ["localhost:8443"] : addresses)
            .map(AggregatorSettings.address)
        try UserName.check(administrator)
        let (now, secret) = (Date(), Secret.forTyping())
        let first = NewUser(
            name: administrator, role: .administrator, secret: secret.digest,
            secretExpires: Timestamp(now).adding(seconds: AccessControl.secretSeconds))
        try Aggregator.initialize(
            folder, group: group, addresses: checked, administrator: first, now: now)
        Output.isDone(
            .init(
                what: "\(folder.path) is initialized",
                hint: UserCommand.another(for: administrator),
                isShownOnce: true))
        Output.line("initialized \(folder.path) for \(group), address \(checked[0])")
        if addresses.isEmpty {
            Output.note(
                "survey-aggregator: note: without --address only this computer reaches the "
                    + "service: agents elsewhere cannot use a code for \(checked[0])")
        }
        Output.line(
            "administrator \(administrator), one-time secret \(secret.text) "
                + "(choose a password with it within 7 days)")
    }
}
