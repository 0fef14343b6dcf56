import ArgumentParser
import Foundation

/// Where the aggregator's data lies; every command has these options.
struct DataOptions: ParsableArguments {
    private static let variable = "SURVEY_AGGREGATOR_DATA"

    @Option(
        name: .customLong("data"),
        help: "The data folder (or SURVEY_AGGREGATOR_DATA in the environment).")
    var path: String?

    /// The folder that was named.
    /// - Throws: a usage error when none was.
    func folder() throws -> DataFolder {
        let environment = ProcessInfo.processInfo.environment[Self.variable]
        guard let path = path ?? environment, !path.isEmpty else {
            throw ValidationError(
                "name the data folder with --data DIR or in \(Self.variable)")
        }
        return DataFolder(path: path)
    }

    /// A read-only connection to the store of the folder.
    func reader() throws -> SQLiteReader {
        let folder = try folder()
        try folder.check()
        let reader = try SQLiteReader(path: folder.store)
        try reader.checkVersion()
        return reader
    }

    /// Has the process that writes the store carry out a request.
    @discardableResult
    func perform(_ request: AdministrationRequest) throws -> AdministrationReply {
        let administration = try Administration(folder: folder()) { text in
            Output.note("survey-aggregator: note: \(text)")
        }
        let reply = try administration.perform(request)
        // A record of what is to be shown changes nothing.
        if case .audit = request { return reply }
        Output.isDone(.recorded)
        return reply
    }
}
