import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// The addresses of other systems that are told of round events.
extension DashboardRoutes {
    static let webhooks: [DashboardRoute] = [
        DashboardRoute(.get, "/webhooks", .act(.readWebhooks)) { call in
            try call.webhooksPage(fault: nil)
        },
        DashboardRoute(.post, "/webhooks", .act(.changeWebhooks)) { call in
            do {
                let events = call.fields.values(of: "event").compactMap(RoundEvent.init(rawValue:))
                let added = try call.desk().addWebhook(
                    address: call.field("address"), events: events)
                return try call.goShow(
                    .init(
                        subject: .webhook, rows: [(added.webhook.address, added.secret)],
                        next: DashboardPlace.webhooks.path))
            } catch let error as AggregatorError where error.isCorrectable {
                return try call.webhooksPage(fault: error)
            }
        },
        DashboardRoute(.get, "/webhooks/{webhook}/removal", .act(.changeWebhooks)) { call in
            try call.webhookRemovalPage()
        },
        DashboardRoute(.post, "/webhooks/{webhook}/removal", .act(.changeWebhooks)) { call in
            try call.desk().removeWebhook(call.parameter("webhook"))
            return call.goTo(DashboardPlace.webhooks.path, saying: .webhookRemoved)
        },
    ]
}

extension RoundEvent {
    /// What happened, as people read it.
    func title(_ language: Language) -> String {
        switch self {
        case .opened: language.say("Mätningen öppnas", "The round opens")
        case .closingSoon:
            language.say("Mätningen stänger inom ett dygn", "The round closes within a day")
        case .closed: language.say("Mätningen stängs", "The round closes")
        case .published: language.say("Resultatet publiceras", "Results are published")
        case .archived: language.say("Mätningen arkiveras", "The round is archived")
        }
    }
}

extension DashboardCall {
    fileprivate func webhooksPage(fault: AggregatorError?) throws -> Response {
        let webhooks = try desk().webhooks()
        let title = DashboardPlace.webhooks.title(language)
        return page(title, .webhooks, width: .wide, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            tag("p") {
                say(
                    "Andra system får veta när något händer med en mätning. Varje leverans är"
                        + " signerad och görs om tills den tagits emot, i högst två dygn.",
                    "Other systems are told when something happens to a round. Each delivery is"
                        + " signed and repeated until it was taken, for two days at most.")
            }
            if webhooks.isEmpty {
                tag("p") { say("Inga adresser ännu.", "No addresses yet.") }
            } else {
                table(webhooks)
            }
            if mayAll(.changeWebhooks) {
                tag("h2") { say("Ny adress", "New address") }
                newWebhookForm
            }
        }
    }

    private func table(_ webhooks: [WebhookOverview]) -> DataTable {
        DataTable(
            DashboardPlace.webhooks.title(language),
            columns: [
                .init(say("Adress", "Address")), .init(say("Får veta", "Is told")),
                .init(say("Tillagd", "Added")),
                .init(say("Senaste leverans", "Last delivery")),
                .init(say("Läge", "State")), .init(say("Göra", "To do")),
            ],
            rows: webhooks.map { webhook in
                [
                    tag("span", .class("code")) { webhook.address }, events(webhook),
                    time.html(webhook.created), time.html(webhook.lastDelivery),
                    state(webhook).html, todo(webhook),
                ]
            }
        ).withoutVisibleCaption()
    }

    private func events(_ webhook: WebhookOverview) -> HTML {
        guard webhook.events.count < RoundEvent.allCases.count else {
            return HTML(say("Allt", "Everything"))
        }
        return HTML(webhook.events.map { $0.title(language) }.joined(separator: ", "))
    }

    private func state(_ webhook: WebhookOverview) -> StatusTag {
        guard let status = webhook.lastStatus else {
            return StatusTag(say("Inget skickat än", "Nothing sent yet"), .neutral)
        }
        guard status.hasPrefix("HTTP ") else {
            return StatusTag(say("Svarar inte", "Does not answer"), .bad)
        }
        return status.hasPrefix("HTTP 2")
            ? StatusTag(say("Framme", "Delivered"), .good)
            : StatusTag(say("Svarade \(status)", "Answered \(status)"), .attention)
    }

    private func todo(_ webhook: WebhookOverview) -> HTML {
        guard mayAll(.changeWebhooks) else { return HTML("–") }
        return tag("a", .href("\(DashboardPlace.webhooks.path)/\(webhook.id)/removal")) {
            say("Ta bort", "Remove")
            tag("span", .class("unseen")) { " \(webhook.address)" }
        }
    }

    private var newWebhookForm: ActionForm {
        let ticked = Set(fields.values(of: "event"))
        return form(to: "/webhooks") {
            TextField("address", label: say("Adress", "Address")).with {
                $0.value = field("address")
                $0.hint = say(
                    "Till exempel https://example.org/enkat, utan namn och lösenord.",
                    "Such as https://example.org/surveys, without name and password.")
                $0.isRequired = true
                $0.lengthMaximum = 1_000
            }
            tag("fieldset", .class("question")) {
                tag("legend") {
                    say(
                        "Vad ska den få veta? Allt, om inget är ikryssat.",
                        "What is it told? Everything, when nothing is ticked.")
                }
                tag("div") {
                    for event in RoundEvent.allCases { tick(event, ticked) }
                }
            }
            Button(say("Lägg till", "Add"))
        }
    }

    private func tick(_ event: RoundEvent, _ ticked: Set<String>) -> HTML {
        tag("label", .class("tick")) {
            void(
                "input", Attribute("type", "checkbox"), Attribute("name", "event"),
                Attribute("value", event.rawValue),
                .flag("checked", if: ticked.contains(event.rawValue)))
            tag("span") { event.title(language) }
        }
    }

    fileprivate func webhookRemovalPage() throws -> Response {
        let id = parameter("webhook")
        guard let webhook = try desk().webhooks().first(where: { $0.id == id }) else {
            throw AggregatorError(
                .webhookUnknown, "there is no webhook \(id.prefix(64))",
                hint: "go back to the list of webhooks")
        }
        let title = say("Ta bort adressen?", "Remove the address?")
        return page(title, .webhooks) {
            tag("h1") { title }
            tag("p", .class("code")) { webhook.address }
            Notice(
                .warning,
                title: say(
                    "Den får inte veta något mer. Det som inte hunnit fram levereras inte.",
                    "It is told nothing more. What was not delivered yet is not delivered."),
                language: language)
            tag("div", .class("actions")) {
                button(
                    say("Ta bort", "Remove"), to: "/webhooks/\(webhook.id)/removal",
                    weight: .warning)
                Link.secondary(say("Avbryt", "Cancel"), to: DashboardPlace.webhooks.path)
            }
        }
    }
}
