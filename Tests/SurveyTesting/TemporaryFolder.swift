import Foundation

/// A folder that exists as long as this value is kept, and nothing outlives it.
public final class TemporaryFolder: Sendable {
    /// Its path, without symbolic links.
    public let path: String

    /// A new, empty folder.
    public init() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "maturity-survey-test-\(UUID().uuidString.prefix(13))")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.resolvingSymlinksInPath().path
    }

    /// The path of something in the folder.
    public func path(_ name: String) -> String { path + "/" + name }

    /// Writes a file into the folder and returns its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: path(name)))
        return path(name)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
