import MaturityModel
import SurveyProtocol

/// Following up what has come in, and telling other systems.
extension Desk {
    /// The forms in which lists leave.
    enum ListFormat: String, CaseIterable, Sendable {
        case json, csv
    }

    /// What has come in to a round: of every organization, or of the own one.
    func status(round id: String) throws -> RoundStatus {
        let (round, roster) = try visibleRound(id, for: .readStatus)
        let isWhole = reach(.readStatus) == .everything
        return try RoundStatus(
            reader: reader, round: round,
            roster: isWhole ? roster : roster.filter { $0.id == principal.organization })
    }

    /// The same, computed once for everybody who looks, with the number of the change it is of.
    func followUp(round id: String) async throws -> FollowUpBoard.Sheet {
        try requireAny(.readStatus)
        guard reach(.readStatus) == .everything else {
            return FollowUpBoard.Sheet(revision: 0, status: try status(round: id))
        }
        return try await aggregator.followUp.sheet(round: id)
    }

    /// Whom to write to about a round.
    /// - Parameter letter: how their mails are written.
    func reminders(
        round id: String, letter: ReminderLetter = ReminderLetter()
    ) throws -> [Reminder] {
        try principal.require(.readReminders, on: .group)
        let (round, roster) = try visibleRound(id, for: .readReminders)
        return Reminder.list(
            try RoundStatus(reader: reader, round: round, roster: roster),
            emails: try reader.emails(round: round.key), letter: letter)
    }

    /// The addresses that are told of round events.
    func webhooks() throws -> [WebhookOverview] {
        try principal.require(.readWebhooks, on: .group)
        return try reader.webhooks()
    }

    /// Adds an address that is told of round events.
    /// - Returns: the webhook and the secret that signs; shown once.
    func addWebhook(
        address: String, events: [RoundEvent]
    ) throws -> (webhook: WebhookOverview, secret: String) {
        try principal.require(.changeWebhooks, on: .group)
        let new = NewWebhook(address: address, events: events)
        try perform(.addWebhook(new))
        guard let webhook = try reader.webhooks().first(where: { $0.id == new.id }) else {
            throw Self.unexpected
        }
        return (webhook, new.secret)
    }

    /// Removes an address.
    func removeWebhook(_ id: String) throws {
        try principal.require(.changeWebhooks, on: .group)
        try perform(.removeWebhook(id))
    }
}

/// The addresses that are told of round events.
struct WebhookList: Encodable, Equatable, Sendable {
    /// Ordered by id.
    let webhooks: [WebhookOverview]
}
