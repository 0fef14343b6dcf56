import ArgumentParser
import SurveyProtocol

/// `clean`: removes what an archived round left on this computer.
struct CleanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Remove the originals of an archived round that the centre has.",
        discussion: """
            The centre is asked anew whether the round is archived and which responses it has. \
            When it lacks none, those are removed, and their receipts stay; the round's own \
            results cannot be computed here any more. Drafts and whatever is waiting, held, \
            returned, refused or damaged stay, and a file that is not what was sealed is set \
            aside. Nothing is ever removed without this command.
            """)

    @OptionGroup var home: HomeOptions

    @Flag(help: "Say what would happen and remove nothing.")
    var dryRun = false

    @Flag(help: "Machine output.")
    var json = false

    @Option(help: "Go through this proxy, http://host:port; `none` goes straight.")
    var proxy: String?

    @Argument(help: "The round's id.")
    var round: String

    func run() throws {
        StopSignal.install()
        let agent = home.agent
        guard try agent.home.round(round) != nil else {
            throw HomeFault.roundUnknown(round, known: try agent.home.rounds().map(\.id))
        }
        let report = try clean(
            agent.syncRun(proxy: proxy, pause: SystemPause()), agent.terminal)
        if json {
            agent.terminal.write(try JSONFile.bytes(report))
        } else {
            agent.terminal.say(report.text)
        }
        guard let note = report.note else { return }
        agent.terminal.note(note)
        throw CommandEnd(status: .partlyDone)
    }

    /// Asks the centre, then removes what it has.
    /// - Throws: what kept it from being asked, or `round-not-archived`; nothing is removed then.
    func clean(_ sync: SyncRun, _ terminal: any Terminal) throws -> CleanReport {
        var sync = sync
        sync.options.compares = round
        let outcome = try SyncCommand.perform(sync, terminal)
        if let fault = outcome.skipped[round] ?? outcome.shortcoming { throw fault }
        let state = try sync.home.round(round)?.state
        guard state == .archived else {
            throw HomeFault(
                "round-not-archived",
                "the round \(round) is \(state?.rawValue ?? "unknown") and not archived; the centre"
                    + " may still need what is here",
                hint: "run it again once the central team has archived the round")
        }
        let comparisons = outcome.comparisons.filter { $0.asked.first?.round == round }
        guard comparisons.allSatisfy({ $0.missing.isEmpty && $0.unanswered == 0 }) else {
            throw HomeFault(
                "round-incomplete",
                "the centre does not have everything of the round \(round) yet; what it lacked was"
                    + " sent again", hint: "run it again; nothing was removed")
        }
        let stored = comparisons.flatMap(\.rulings).filter {
            $0.state == .acknowledged && $0.receipt != nil
        }
        let removed = try sync.spool.discard(stored, of: round, isDryRun: dryRun)
        return CleanReport(
            round: round, dryRun: dryRun, removed: removed.count, bytes: removed.bytes,
            kept: try sync.spool.kept(round) - (dryRun ? removed.count : 0),
            altered: removed.altered)
    }
}

/// The output of `clean --json`.
struct CleanReport: Codable, Hashable, Sendable {
    let round: String
    /// Whether nothing was removed because `--dry-run` was given.
    let dryRun: Bool
    /// Originals that were, or would be, removed.
    let removed: Int
    /// What they took.
    let bytes: Int
    /// Files of responses that stay, drafts and damaged ones among them.
    let kept: Int
    /// Files that are not what was sealed: they were, or would be, set aside and not removed.
    let altered: Int

    /// What is said of those, if there are any.
    var note: String? {
        guard altered > 0 else { return nil }
        let files = altered == 1 ? "1 file is" : "\(altered) files are"
        return "survey-agent: note: \(files) not what was sealed here and"
            + " \(dryRun ? "would be" : altered == 1 ? "was" : "were") set aside in the folder"
            + " quarantine, not removed; the centre has the sealed original"
    }

    /// The same for people.
    var text: String {
        let originals = removed == 1 ? "1 original" : "\(removed) originals"
        return "\(dryRun ? "would remove" : "removed") \(originals) of the round \(round)"
            + " (\(bytes) bytes), which the centre has; \(kept) kept; the receipts stay"
    }
}
