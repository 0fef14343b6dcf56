import Formats
import Foundation

/// An organization that somebody should write to, and why.
struct Reminder: Encodable, Equatable, Sendable {
    /// What is missing.
    enum Reason: String, Encodable, Sendable {
        /// No agent may send for it.
        case noAgent = "no-agent"
        /// Nothing has come in, and its agents report nothing that waits.
        case notBegun = "not-begun"
        /// Its agents reported responses that wait on their computers.
        case waiting
        /// Fewer have come in than were invited.
        case incomplete
    }

    /// The organization's id.
    let organization: String
    /// Its name.
    let name: String
    /// What is missing.
    let reason: Reason
    /// How many respondents it invited, when known.
    let invited: Int?
    /// Responses that count.
    let received: Int
    /// Responses that wait, as its agents reported last.
    let waiting: Int?
    /// When the round closes for it, RFC 3339.
    let closes: String?
    /// An address that opens a mail with subject and text, to whom the roster names; without, whom
    /// it goes to is for a person to say.
    let mailto: String

    /// Whom to write to about a round, in the order of the roster.
    ///
    /// - Parameter emails: the mail addresses that the roster file had, by organization.
    /// - Parameter letter: how the mails are written.
    static func list(
        _ status: RoundStatus, emails: [String: String] = [:],
        letter: ReminderLetter = ReminderLetter()
    ) -> [Reminder] {
        status.organizations.compactMap { row in
            reason(row).map {
                Reminder(
                    row, reason: $0, round: status.round,
                    to: (emails[row.organization] ?? "", letter))
            }
        }
    }

    private static func reason(_ row: RoundStatus.Organization) -> Reason? {
        if !row.hasAgent, row.received == 0 { return .noAgent }
        if !row.hasBegun { return .notBegun }
        if let waiting = row.waiting, waiting > 0 { return .waiting }
        if let rate = row.rate, rate < 1 { return .incomplete }
        return nil
    }

    private init(
        _ row: RoundStatus.Organization, reason: Reason, round: String,
        to mail: (address: String, letter: ReminderLetter)
    ) {
        organization = row.organization
        name = row.name
        self.reason = reason
        invited = row.invited
        received = row.received
        waiting = row.waiting
        closes = row.closes
        let body = mail.letter.lines(row, reason).joined(separator: "\r\n")
        mailto =
            "mailto:\(Self.escaped(mail.address, besides: "@"))"
            + "?subject=\(Self.escaped(mail.letter.subject(round, row.name)))"
            + "&body=\(Self.escaped(body))"
    }

    private static func escaped(_ text: String, besides more: String = "") -> String {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
                + more)
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    /// Reminders as a table for spreadsheets.
    static func csv(_ reminders: [Reminder]) -> [UInt8] {
        var output: [UInt8] = []
        CSVText.append(
            row: [
                "organization", "name", "reason", "invited", "received", "waiting", "closes",
                "mailto",
            ], to: &output)
        for reminder in reminders {
            CSVText.append(
                row: [
                    reminder.organization, inert(reminder.name), reminder.reason.rawValue,
                    reminder.invited.map(String.init) ?? "", "\(reminder.received)",
                    reminder.waiting.map(String.init) ?? "", reminder.closes ?? "",
                    reminder.mailto,
                ], to: &output)
        }
        return output
    }

    /// A text that spreadsheets do not take for a formula.
    private static func inert(_ text: String) -> String {
        guard let first = text.first, "=+-@\t\r".contains(first) else { return text }
        return "'" + text
    }
}

/// Whom to write to.
struct ReminderList: Encodable, Equatable, Sendable {
    /// In the order of the roster.
    let reminders: [Reminder]
}
