import Pages

/// How the mail of a reminder is written: in one language, with times as its reader knows them.
struct ReminderLetter: Sendable {
    /// The language.
    var language = Language.english
    /// How a moment is written.
    var moment: @Sendable (String) -> String = { $0 }

    private func say(_ swedish: String, _ english: String) -> String {
        language.say(swedish, english)
    }

    /// The subject of the mail to an organization.
    func subject(_ round: String, _ name: String) -> String {
        say("Enkäten \(round): \(name)", "Survey \(round): \(name)")
    }

    /// The lines of the mail.
    func lines(_ row: RoundStatus.Organization, _ reason: Reminder.Reason) -> [String] {
        let count = row.invited.map { say("\(row.received) av \($0)", "\(row.received) of \($0)") }
        let have = row.received == 1 ? "response has" : "responses have"
        var lines = [
            say(
                "\(count ?? "\(row.received)") svar har kommit in från \(row.name).",
                "\(count ?? "\(row.received)") \(have) come in from \(row.name).")
        ]
        switch reason {
        case .noAgent:
            lines.append(
                say(
                    "Ingen dator är ansluten än; be om en kod.",
                    "No computer is enrolled yet; ask for a code."))
        case .notBegun: lines.append(say("Ingen har börjat än.", "Nobody has begun yet."))
        case .waiting:
            let waiting = row.waiting ?? 0
            lines.append(
                say(
                    "\(waiting) väntar på era datorer: synkronisera dem.",
                    "\(waiting) \(waiting == 1 ? "waits" : "wait") on your computers: sync them."))
        case .incomplete: break
        }
        if let closes = row.closes {
            lines.append(
                say("Enkäten stänger \(moment(closes)).", "The survey closes \(moment(closes))."))
        }
        return lines
    }
}
