import ArgumentParser
import Foundation

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a consistent backup, while the service goes on.",
        discussion: """
            The file holds everything, the authority's key among it: keep it as you keep the data \
            folder. `restore` brings it back.
            """)

    @OptionGroup var data: DataOptions
    @Argument(help: "The file to write; an older one is replaced.") var file: String

    func run() throws {
        let folder = try data.folder()
        let target = URL(filePath: try OutputFile.file(file)).standardizedFileURL
        guard target.deletingLastPathComponent().path != folder.path else {
            throw AggregatorError(
                .fileUnwritable, "a backup does not belong in the data folder itself",
                hint: "name a file elsewhere, best on another disk")
        }
        let reader = try data.reader()
        try BackupFile.write(reader, files: folder.keptContent(), to: target.path)
        try data.perform(.audit(action: "backup made", object: target.lastPathComponent))
        Output.isDone(
            .init(
                what: "the backup is written",
                hint: "it is in \(target.path)"))
        Output.line("backup written to \(target.path)")
        for name in BackupFile.leftovers(beside: target) {
            Output.note(
                "survey-aggregator: note: \(name) is what an interrupted backup left; remove it, "
                    + "unless another one is running")
        }
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring a backup back; what was there is kept aside.",
        discussion: """
            Agents and users are again those of the backup, also who was revoked or removed since. \
            While the service runs, it reads the file: its user must be able to. \
            Agents learn of it by the epoch, ask what is missing, and send it again. Into a new \
            folder, a backup brings the authority and settings along.
            """)

    /// Names in a note at most.
    private static let namesMaximum = 20

    @OptionGroup var data: DataOptions
    @Argument(help: "The file that `backup` wrote.") var file: String

    func run() throws {
        let folder = try data.folder()
        let path = URL(filePath: file).standardizedFileURL.path
        var restoration: Aggregator.Restoration?
        if folder.isInitialized {
            do {
                let reply = try data.perform(.restore(path: path))
                if case .restored(let done) = reply { restoration = done }
            } catch let error as AggregatorError
                where [.storeFailed, .storeUnsafe, .dataDamaged].contains(error.code)
            {
                // The store cannot even be opened: the reason why somebody restores.
                restoration = try Aggregator.restoreOffline(path, into: folder, at: .now())
            }
        } else {
            restoration = try Aggregator.restoreOffline(path, into: folder, at: .now())
        }
        let aside = restoration?.replaced
        Output.isDone(
            .init(
                what: "\(folder.path) is restored from \(path)",
                hint: aside.map { "what was there before is in \($0)" } ?? "start the service"))
        Output.line("restored \(folder.path) from \(path)")
        if let aside { Output.note("what was there before is in \(aside)") }
        if restoration?.wasConverted == true {
            Output.note(
                "survey-aggregator: note: the backup is of an earlier version; what was restored is"
                    + " converted to this one's form, and the earlier version cannot open it any"
                    + " more (the backup stays as it is)")
        }
        for note in Self.notes(on: restoration?.revived) {
            Output.note("survey-aggregator: note: \(note)")
        }
    }

    /// What to look at, since a backup also brings back who was withdrawn after it.
    static func notes(on revived: Aggregator.Revived?) -> [String] {
        let general =
            "agents, users, passwords and tokens are those of the backup: look through `agents`,"
            + " `user list` and `token list`, and withdraw again who is not to count"
        func list(_ names: [String]) -> String {
            names.prefix(namesMaximum).joined(separator: ", ")
                + (names.count > namesMaximum ? " and \(names.count - namesMaximum) more" : "")
        }
        let agents = revived?.agents ?? []
        let users = revived?.users ?? []
        var notes = [general]
        if !agents.isEmpty {
            notes.append(
                "agents that had been revoked and are permitted again: \(agents.count): "
                    + list(agents))
        }
        if !users.isEmpty {
            notes.append(
                "users who had been removed and are back: \(users.count): \(list(users))")
        }
        return notes
    }
}
