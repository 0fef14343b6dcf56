import FoundationEssentials
import Testing

/// Who may use a file.
enum Permissions {
    /// The permission bits of a file or folder.
    static func of(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let bits = try #require(attributes[.posixPermissions] as? Int)
        return bits & 0o777
    }
}
