/// Why the disk did not do what was asked.
struct DiskFault: Error, Hashable, Sendable {
    /// What kind of fault it is.
    enum Kind: String, Sendable {
        /// There is no such file.
        case missing = "file-missing"
        /// The disk or quota is full.
        case full = "disk-full"
        /// This user may not.
        case denied = "disk-denied"
        /// What a person named to be written is there already and is no file.
        case unwritable = "file-unwritable"
        /// Another process of the agent is writing.
        case busy = "spool-busy"
        /// Anything else.
        case failed = "disk-failed"
    }

    /// What kind of fault it is.
    let kind: Kind
    /// The file or folder, relative to the home.
    let path: String
    /// What was tried and what the system said.
    let detail: String
}

extension DiskFault {
    /// The same fault of a file that is named by its whole place.
    func located(_ path: String) -> DiskFault {
        DiskFault(kind: kind, path: path, detail: detail)
    }

    /// The same fault with what is needed, when there is too little room for so many bytes.
    func naming(bytesNeeded: Int, bytesFree: Int?) -> DiskFault {
        guard kind == .full else { return self }
        let free = bytesFree.map { ", \($0) are free" } ?? ""
        return DiskFault(
            kind: .full, path: path,
            detail: "\(detail); \(bytesNeeded) bytes are needed\(free)")
    }
}

extension DiskFault: AgentFault {
    var code: String { kind.rawValue }

    var reason: String { "\(path): \(detail)" }

    var hint: String {
        switch kind {
        case .missing: "check the name; if it is one of the agent's own, its home is damaged"
        case .full: "make room on the disk and run the command again; what was saved is safe"
        case .denied: "check who owns the agent's home folder"
        case .unwritable: "name a file to write; nothing was changed"
        case .busy: "wait until the other survey-agent has finished, then run the command again"
        case .failed: "check the disk; what was reported as saved is on it"
        }
    }

    var exit: ExitStatus { .failed }
}
