import Foundation

/// Whose a data folder and its files are.
extension DataFolder {
    /// Gives what root made in the folder to the folder's owner, who could not open it otherwise.
    ///
    /// Only regular files with the names that we give and no other link, never what a link leads
    /// to. Nothing is opened: closing a file would give up the locks that SQLite holds on it.
    func giveToOwner() {
        guard geteuid() == 0, let owner = Self.status(path), owner.st_uid != 0 else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where isGivenByUs(name) {
            let file = path + "/" + name
            guard let entry = Self.status(file), entry.st_mode & S_IFMT == S_IFREG,
                entry.st_uid == 0, entry.st_nlink == 1
            else { continue }
            // What cannot be given is named when its owner opens it. Unsafe because C functions
            // take the path as a pointer; it lives through the call.
            _ = unsafe lchown(file, owner.st_uid, owner.st_gid)
        }
    }

    private func isGivenByUs(_ name: String) -> Bool {
        keptFiles.contains(name) || name == URL(filePath: lock).lastPathComponent
            || ["survey.sqlite", "restore.sqlite", "replaced-"].contains { name.hasPrefix($0) }
    }

    /// The name of the account that owns a file; nil when there is none.
    static func owner(of path: String) -> String? {
        status(path).map { SystemAccount.name(of: $0.st_uid) }
    }

    private static func status(_ path: String) -> stat? {
        var entry = stat()
        // Unsafe because C functions take paths and results as pointers; both live through the
        // call.
        return unsafe lstat(path, &entry) == 0 ? entry : nil
    }
}
