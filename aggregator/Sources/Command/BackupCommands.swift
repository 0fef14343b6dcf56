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
        let target = URL(filePath: file).standardizedFileURL
        guard target.deletingLastPathComponent().path != folder.path else {
            throw ValidationError("a backup does not belong in the data folder itself")
        }
        let reader = try data.reader()
        try BackupFile.write(reader, files: folder.keptContent(), to: target.path)
        try data.perform(.audit(action: "backup made", object: target.lastPathComponent))
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
            Agents learn of it by the epoch, ask what is missing, and send it again. Into a new \
            folder, a backup brings the authority and settings along.
            """)

    @OptionGroup var data: DataOptions
    @Argument(help: "The file that `backup` wrote.") var file: String

    func run() throws {
        let folder = try data.folder()
        let path = URL(filePath: file).standardizedFileURL.path
        var aside: String?
        if folder.isInitialized {
            do {
                let reply = try data.perform(.restore(path: path))
                if case .path(let kept) = reply { aside = kept }
            } catch let error as AggregatorError
                where [.storeFailed, .storeUnsafe, .dataDamaged].contains(error.code)
            {
                // The store cannot even be opened: the reason why somebody restores.
                aside = try Aggregator.restoreOffline(path, into: folder, at: .now())
            }
        } else {
            aside = try Aggregator.restoreOffline(path, into: folder, at: .now())
        }
        Output.line("restored \(folder.path) from \(path)")
        if let aside { Output.note("what was there before is in \(aside)") }
    }
}
