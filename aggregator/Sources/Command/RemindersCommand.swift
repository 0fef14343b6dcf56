import ArgumentParser

struct RemindersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reminders",
        abstract: "Who has not begun or is not done, as a table with mails to send.")

    @OptionGroup var data: DataOptions
    @Argument(help: "The round's id.") var round: String
    @Flag(help: "Print JSON instead of CSV.") var json = false

    func run() throws {
        let reader = try data.reader()
        let stored = try reader.round(round)
        let roster = try reader.roster(round: stored.key).map(\.organization)
        let reminders = Reminder.list(
            try RoundStatus(reader: reader, round: stored, roster: roster),
            emails: try reader.emails(round: stored.key))
        if json { return try Output.json(ReminderList(reminders: reminders)) }
        Output.bytes(Reminder.csv(reminders))
    }
}
