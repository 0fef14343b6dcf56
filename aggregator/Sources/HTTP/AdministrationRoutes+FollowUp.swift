import HTTPTypes
import Hummingbird
import SurveyProtocol

/// Reminders and webhooks.
extension AdministrationRoutes {
    static let followUp: [AdministrationRoute] = [
        AdministrationRoute(.get, "/rounds/{round}/reminders", .act(.readReminders)) { call in
            let format = try call.word("format", as: Desk.ListFormat.self) ?? .json
            let reminders = try call.desk().reminders(round: call.parameter("round"))
            return switch format {
            case .json: try AdministrationAnswer.json(ReminderList(reminders: reminders))
            case .csv:
                AdministrationAnswer.bytes(
                    Reminder.csv(reminders), type: "text/csv; charset=utf-8")
            }
        },
        AdministrationRoute(.get, "/webhooks", .act(.readWebhooks)) { call in
            try AdministrationAnswer.json(WebhookList(webhooks: call.desk().webhooks()))
        },
        AdministrationRoute(.post, "/webhooks", .act(.changeWebhooks)) { call in
            let desk = try call.desk()
            let message = try await call.body(as: WebhookMessage.self)
            let events = try (message.events ?? []).map { word in
                guard let event = RoundEvent(rawValue: word) else {
                    let words = RoundEvent.allCases.map(\.rawValue).joined(separator: ", ")
                    throw AdministrationCall.invalid("an event is one of \(words)")
                }
                return event
            }
            let (webhook, secret) = try desk.addWebhook(
                address: message.address, events: events)
            return try AdministrationAnswer.json(
                MadeWebhook(webhook: webhook, secret: secret), status: .created)
        },
        AdministrationRoute(.delete, "/webhooks/{webhook}", .act(.changeWebhooks)) { call in
            try call.desk().removeWebhook(call.parameter("webhook"))
            return AdministrationAnswer.nothing()
        },
    ]

    private struct WebhookMessage: Decodable {
        let address: String
        let events: [String]?
    }

    private struct MadeWebhook: Encodable {
        let webhook: WebhookOverview
        let secret: String
    }
}
