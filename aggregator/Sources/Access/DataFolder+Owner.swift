import Foundation

/// Whose a data folder and its files are.
extension DataFolder {
    /// Gives what root made in the folder to the folder's owner, who could not open it otherwise.
    ///
    /// Only regular files with the names that we give and no other link, never what a link leads
    /// to. Nothing is opened: closing a file would give up the locks that SQLite holds on it.
    func giveToOwner() {
        guard geteuid() == 0, let folder = Self.status(path), folder.owner != 0 else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where isGivenByUs(name) {
            let file = path + "/" + name
            guard let entry = Self.status(file), entry.isRegular, entry.owner == 0,
                entry.links == 1
            else { continue }
            // What cannot be given is named when its owner opens it. Unsafe because C functions
            // take the path as a pointer; it lives through the call.
            _ = unsafe lchown(file, folder.owner, folder.group)
        }
    }

    private func isGivenByUs(_ name: String) -> Bool {
        keptFiles.contains(name) || name == URL(filePath: lock).lastPathComponent
            || ["survey.sqlite", "restore.sqlite", "replaced-"].contains { name.hasPrefix($0) }
    }

    /// The name of the account that owns a file; nil when there is none.
    static func owner(of path: String) -> String? {
        status(path).map { SystemAccount.name(of: $0.owner) }
    }

    /// What is at a path, not where a link there leads to.
    private struct Status {
        let isRegular: Bool
        let owner: UInt32
        let group: UInt32
        let links: UInt32
    }

    private static func status(_ path: String) -> Status? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let owner = number(attributes[.ownerAccountID]),
            let group = number(attributes[.groupOwnerAccountID]),
            let links = number(attributes[.referenceCount])
        else { return nil }
        let isRegular = attributes[.type] as? FileAttributeType == .typeRegular
        return Status(isRegular: isRegular, owner: owner, group: group, links: links)
    }

    /// A number as one of Foundation's versions or another holds it.
    private static func number(_ value: Any?) -> UInt32? {
        if let number = value as? UInt { return UInt32(exactly: number) }
        return (value as? NSNumber)?.uint32Value
    }
}
