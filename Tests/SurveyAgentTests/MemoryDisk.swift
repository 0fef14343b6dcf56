@testable import SurveyAgent

/// The memory twin of the disk, which can lose its power at any step.
///
/// A step is one write, rename or removal. When the power goes, the call throws and so does every
/// one after it, until `restart`; of the steps that were not synced yet, a seed decides which
/// survive. Writing a file or appending may leave a part of the bytes.
final class MemoryDisk: Disk {
    private(set) var files: [String: [UInt8]] = [:]
    private var folders: Set<String> = [""]
    private var locks: Set<String> = []
    private var undo: [() -> Void] = []
    private let random: SeededRandom
    /// Steps until the power goes; nil never.
    var stepsLeft: Int?
    /// Steps that were made.
    private(set) var steps = 0
    private var isDown = false

    init(seed: UInt64 = 1) {
        random = SeededRandom(seed: seed)
    }

    /// The power comes back: locks are gone, and so are some of the steps that were not synced.
    func restart() {
        for step in undo.reversed() where random.below(2) == 0 { step() }
        undo = []
        locks = []
        isDown = false
        stepsLeft = nil
    }

    /// Changes a file behind everybody's back.
    func tamper(_ path: String, _ bytes: [UInt8]?) { files[path] = bytes }

    func read(_ path: String) throws(DiskFault) -> [UInt8] {
        try check(path)
        guard let bytes = files[path] else {
            throw DiskFault(kind: .missing, path: path, detail: "cannot be opened")
        }
        return bytes
    }

    func list(_ folder: String) throws(DiskFault) -> [String] {
        try check(folder)
        let prefix = folder.isEmpty ? "" : folder + "/"
        let paths = Array(files.keys) + folders.filter { !$0.isEmpty } + Array(locks)
        let names = paths.filter { $0.hasPrefix(prefix) }.compactMap {
            $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
        }
        return Set(names).sorted()
    }

    func makeFolder(_ folder: String) throws(DiskFault) {
        try check(folder)
        var path = folder
        while !path.isEmpty {
            folders.insert(path)
            path = parent(of: path)
        }
    }

    func place(_ files: [DiskFile]) throws(DiskFault) {
        var temporary: [String] = []
        for file in files {
            guard folders.contains(parent(of: file.path)) else {
                throw DiskFault(kind: .missing, path: file.path, detail: "the folder is missing")
            }
            let path = parent(of: file.path) + "/" + TemporaryName.next()
            self.files[path] = Array(file.bytes.prefix(file.bytes.count / 2))
            try step(path)
            self.files[path] = file.bytes
            temporary.append(path)
        }
        for (file, source) in zip(files, temporary) {
            try rename(source, file.path)
        }
        undo = []
    }

    func move(_ moves: [DiskMove]) throws(DiskFault) {
        for move in moves where move.source != move.target && files[move.source] != nil {
            try rename(move.source, move.target)
        }
        undo = []
    }

    func append(_ bytes: [UInt8], to path: String) throws(DiskFault) {
        let before = files[path]
        files[path, default: []] += bytes.prefix(bytes.count / 2)
        undo.append { self.files[path] = before }
        try step(path)
        files[path] = (before ?? []) + bytes
        undo = []
    }

    func remove(_ paths: [String]) throws(DiskFault) {
        for path in paths {
            guard let bytes = files.removeValue(forKey: path) else { continue }
            undo.append { self.files[path] = bytes }
            try step(path)
        }
        undo = []
    }

    func lock(_ path: String) throws(DiskFault) -> (any DiskLock)? {
        try check(path)
        guard locks.insert(path).inserted else { return nil }
        return MemoryLock { self.locks.remove(path) }
    }

    private func rename(_ source: String, _ target: String) throws(DiskFault) {
        let (moved, replaced) = (files[source], files[target])
        try step(target)
        files[target] = moved
        files[source] = nil
        undo.append {
            self.files[source] = moved
            self.files[target] = replaced
        }
    }

    private func step(_ path: String) throws(DiskFault) {
        try check(path)
        steps += 1
        guard let left = stepsLeft else { return }
        stepsLeft = left - 1
        if left <= 1 { isDown = true }
        try check(path)
    }

    private func check(_ path: String) throws(DiskFault) {
        guard isDown else { return }
        throw DiskFault(kind: .failed, path: path, detail: "the power is gone")
    }

    private func parent(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }
}

/// A lock of the memory disk.
private final class MemoryLock: DiskLock {
    private let release: () -> Void

    init(_ release: @escaping () -> Void) {
        self.release = release
    }

    deinit { release() }
}
