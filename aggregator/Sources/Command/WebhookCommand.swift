import ArgumentParser

extension RoundEvent: ExpressibleByArgument {}

struct WebhookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook", abstract: "Have round events told to other systems.",
        subcommands: [Add.self, List.self, Remove.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add an address; prints the secret that signs, alone, once.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The address, https only.") var address: String
        @Option(
            name: .customLong("event"),
            help: "What it is told; may be repeated. Everything when absent.")
        var events: [RoundEvent] = []

        func run() throws {
            let webhook = NewWebhook(address: address, events: events)
            try data.perform(.addWebhook(webhook))
            Output.isDone(
                .init(
                    what: "the webhook \(webhook.id) was added",
                    hint: "its secret is not shown again; remove it with `survey-aggregator webhook"
                        + " remove \(webhook.id)`, and add it again",
                    isShownOnce: true))
            Output.line(webhook.secret)
            Output.note("webhook \(webhook.id) is told of round events")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the addresses with what came of the last delivery."
        )

        @OptionGroup var data: DataOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            let webhooks = try data.reader().webhooks()
            if json { return try Output.json(WebhookList(webhooks: webhooks)) }
            var table = Table(["webhook", "address", "events", "last delivery", "outcome"])
            for webhook in webhooks {
                table.add([
                    webhook.id, webhook.address,
                    webhook.events.map(\.rawValue).joined(separator: ","),
                    webhook.lastDelivery ?? "never", webhook.lastStatus ?? "-",
                ])
            }
            Output.line(table.text)
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Remove an address with what was to be delivered to it.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The webhook's id, from `webhook list`.") var id: String

        func run() throws {
            try data.perform(.removeWebhook(id))
            Output.line("webhook \(id) is removed")
        }
    }
}
