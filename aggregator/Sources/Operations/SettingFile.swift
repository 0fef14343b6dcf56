import Foundation
import MaturityModel

/// Looks at the names in a file of settings: one that is misspelled must not silently mean the
/// default.
enum SettingFile {
    private static let bytesMaximum = 1_048_576

    /// Checks that every name in a file is that of a setting.
    /// - Returns: whether the file is there and has no settings at all.
    /// - Throws: `setting-invalid` naming line and name; `file-unreadable`.
    static func isEmpty(_ path: String) throws -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        let bytes = try DurableFile.read(path, bytesMaximum: bytesMaximum)
        let text = String(decoding: bytes, as: UTF8.self)
        // A file of nothing but comments has no settings.
        let isEmpty = text.split(separator: "\n").allSatisfy { line in
            line.first { $0 != " " }.map { $0 == "#" } ?? true
        }
        guard !isEmpty else { return true }
        let document: DocumentNode
        do {
            document = try YAMLDocument.read(text)
        } catch let fault as YAMLDocument.Fault {
            throw AggregatorError(
                .fileUnreadable,
                "cannot read the settings in \(path): line \(fault.line): \(fault.reason)",
                hint: "write YAML, such as `log: {format: json}`")
        }
        try check(document, below: "", path)
        return false
    }

    private static func check(
        _ node: DocumentNode, below prefix: String, _ path: String
    ) throws {
        guard case .map(let members) = node.content else { return }
        for member in members {
            let name = prefix + member.key
            if case .map = member.value.content {
                guard isGroup(name) else { throw unknown(name, member, path) }
                try check(member.value, below: name + ".", path)
                continue
            }
            guard ServiceSetting(rawValue: name) != nil, !member.key.contains(".") else {
                throw unknown(name, member, path)
            }
        }
    }

    private static func isGroup(_ name: String) -> Bool {
        ServiceSetting.allCases.contains { $0.rawValue.hasPrefix(name + ".") }
    }

    private static func unknown(
        _ name: String, _ member: DocumentMember, _ path: String
    ) -> AggregatorError {
        let line = member.keyPosition.map { ":\($0.line)" } ?? ""
        let parts = name.split(separator: ".")
        let isDotted = ServiceSetting(rawValue: name) != nil && parts.count == 2
        return AggregatorError(
            .settingInvalid,
            "\(path)\(line): `\(name.prefix(64))` is no setting",
            hint: isDotted
                ? "write it as `\(parts[0]): {\(parts[1]): …}`"
                : "the settings are "
                    + ServiceSetting.allCases.map(\.rawValue).joined(separator: ", "))
    }
}
