import Foundation

/// The golden messages in `protocol/vectors`, one a file.
enum VectorFolder {
    /// The folder of the whole project, found from where this file lies.
    static let project = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The vectors of one kind by name.
    static func load<Vector: Decodable>(
        _ kind: String, as type: Vector.Type
    ) throws -> [(name: String, vector: Vector)] {
        let folder = project.appending(path: "protocol/vectors/\(kind)")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        return try files.sorted { $0.path < $1.path }.map { file in
            let vector = try JSONDecoder().decode(type, from: Data(contentsOf: file))
            return (file.deletingPathExtension().lastPathComponent, vector)
        }
    }

    /// The text of a file of the project.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: project.appending(path: path), encoding: .utf8)
    }
}
