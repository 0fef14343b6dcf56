@testable import SurveyAgent

/// The memory twin of the disk, which can lose its power at any step and run full.
///
/// A step is one write, rename or removal. When the power goes, the call throws and so does every
/// one after it, until `restart`; of the steps that were not synced yet, a seed decides which
/// survive. Writing a file or appending may leave a part of the bytes.
///
/// Unchecked because a test uses it from one thread: work on the side is done at once there.
final class MemoryDisk: Disk, @unchecked Sendable {
    /// What one folder holds.
    private struct Folder {
        var files: [String: [UInt8]] = [:]
        var folders: Set<String> = []
    }

    private var folders: [String: Folder] = ["": Folder()]
    private var locks: Set<String> = []
    private var undo: [() -> Void] = []
    private let random: SeededRandom
    /// Bytes that all files together have.
    private(set) var bytesUsed = 0
    /// Bytes that all files together may have; nil has no end.
    var bytesMaximum: Int?
    /// Steps until the power goes; nil never.
    var stepsLeft: Int?
    /// Steps that were made.
    private(set) var steps = 0
    /// Whether the power is gone.
    private(set) var isDown = false
    /// Whether it says that something is synced when it is not: a defect for tests of tests.
    var losesSynced = false

    init(seed: UInt64 = 1) {
        random = SeededRandom(seed: seed)
    }

    /// Every file by its path.
    var files: [String: [UInt8]] {
        var all: [String: [UInt8]] = [:]
        for (path, folder) in folders {
            for (name, bytes) in folder.files {
                all[path.isEmpty ? name : "\(path)/\(name)"] = bytes
            }
        }
        return all
    }

    /// The power comes back: locks are gone, and so are some of the steps that were not synced.
    func restart() {
        for step in undo.reversed() where random.below(2) == 0 { step() }
        undo = []
        locks = []
        isDown = false
        stepsLeft = nil
    }

    /// A copy of everything, as a backup program makes it while nothing writes.
    func copy(seed: UInt64) -> MemoryDisk {
        let copy = MemoryDisk(seed: seed)
        copy.folders = folders
        copy.bytesUsed = bytesUsed
        return copy
    }

    /// Changes a file behind everybody's back.
    func tamper(_ path: String, _ bytes: [UInt8]?) { put(bytes, at: path) }

    func read(_ path: String) throws(DiskFault) -> [UInt8] {
        try check(path)
        guard let bytes = bytes(at: path) else {
            throw DiskFault(kind: .missing, path: path, detail: "cannot be opened")
        }
        return bytes
    }

    func read(
        _ names: [String], in folder: String, _ take: (ArraySlice<UInt8>) -> Bool
    ) throws(DiskFault) {
        for name in names where try !take(read("\(folder)/\(name)")[...]) { return }
    }

    func lastByte(of path: String) throws(DiskFault) -> UInt8? { try read(path).last }

    func list(_ folder: String) throws(DiskFault) -> [String] {
        try check(folder)
        guard let content = folders[folder] else { return [] }
        return (Array(content.files.keys) + Array(content.folders)).sorted()
    }

    func list(_ folders: [String]) throws(DiskFault) -> [[String]] {
        var lists: [[String]] = []
        for folder in folders { lists.append(try list(folder)) }
        return lists
    }

    func makeFolder(_ folder: String) throws(DiskFault) {
        try check(folder)
        guard folders[folder] == nil else { return }
        let (parent, name) = Self.split(folder)
        try makeFolder(parent)
        folders[parent]?.folders.insert(name)
        folders[folder] = Folder()
    }

    func place(_ files: [DiskFile]) throws(DiskFault) {
        var temporary: [String] = []
        do throws(DiskFault) {
            for file in files {
                let folder = Self.split(file.path).folder
                guard folders[folder] != nil else {
                    throw DiskFault(
                        kind: .missing, path: file.path, detail: "the folder is missing")
                }
                let path = (folder.isEmpty ? "" : "\(folder)/") + TemporaryName.next()
                temporary.append(path)
                put(Array(file.bytes.prefix(file.bytes.count / 2)), at: path)
                try step(path)
                try checkRoom(file.bytes.count - file.bytes.count / 2, for: file.path)
                put(file.bytes, at: path)
            }
        } catch {
            if !isDown { for path in temporary { put(nil, at: path) } }
            throw error
        }
        for (file, source) in zip(files, temporary) {
            try rename(source, file.path)
        }
        synced()
    }

    func move(_ moves: [DiskMove]) throws(DiskFault) {
        for move in moves where move.source != move.target {
            if bytes(at: move.source) != nil {
                try rename(move.source, move.target)
            } else if folders[move.source] != nil {
                try renameFolder(move.source, move.target)
            }
        }
        synced()
    }

    func removeEmpty(_ folders: [String]) throws(DiskFault) {
        for folder in folders {
            guard let content = self.folders[folder], content.files.isEmpty,
                content.folders.isEmpty
            else { continue }
            try step(folder)
            put(nil, atFolder: folder)
            undo.append { self.put(content, atFolder: folder) }
        }
        synced()
    }

    func append(_ bytes: [UInt8], to path: String) throws(DiskFault) {
        let before = self.bytes(at: path)
        put((before ?? []) + bytes.prefix(bytes.count / 2), at: path)
        undo.append { self.put(before, at: path) }
        try step(path)
        try checkRoom(bytes.count - bytes.count / 2, for: path)
        put((before ?? []) + bytes, at: path)
        synced()
    }

    func remove(_ paths: [String]) throws(DiskFault) {
        for path in paths {
            guard let bytes = bytes(at: path) else { continue }
            put(nil, at: path)
            undo.append { self.put(bytes, at: path) }
            try step(path)
        }
        synced()
    }

    func freeBytes() -> Int? { bytesMaximum.map { max(0, $0 - bytesUsed) } }

    func lock(_ path: String) throws(DiskFault) -> (any DiskLock)? {
        try check(path)
        guard locks.insert(path).inserted else { return nil }
        if bytes(at: path) == nil { put([], at: path) }
        return MemoryLock { self.locks.remove(path) }
    }

    /// What was done until now survives every loss of power.
    private func synced() {
        if !losesSynced { undo = [] }
    }

    private func rename(_ source: String, _ target: String) throws(DiskFault) {
        let (moved, replaced) = (bytes(at: source), bytes(at: target))
        try step(target)
        put(moved, at: target)
        put(nil, at: source)
        undo.append {
            self.put(moved, at: source)
            self.put(replaced, at: target)
        }
    }

    /// Moves a folder of files, in one step like a file.
    private func renameFolder(_ source: String, _ target: String) throws(DiskFault) {
        let (moved, replaced) = (folders[source], folders[target])
        guard replaced?.files.isEmpty ?? true, replaced?.folders.isEmpty ?? true else {
            throw DiskFault(kind: .failed, path: source, detail: "cannot be moved")
        }
        try step(target)
        put(moved, atFolder: target)
        put(nil, atFolder: source)
        undo.append {
            self.put(moved, atFolder: source)
            self.put(replaced, atFolder: target)
        }
    }

    private func put(_ content: Folder?, atFolder path: String) {
        let (parent, name) = Self.split(path)
        folders[path] = content
        if content == nil {
            folders[parent]?.folders.remove(name)
        } else {
            folders[parent]?.folders.insert(name)
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

    private func checkRoom(_ bytesNeeded: Int, for path: String) throws(DiskFault) {
        guard let free = freeBytes(), free < bytesNeeded else { return }
        throw DiskFault(kind: .full, path: path, detail: "the disk is full")
            .naming(bytesNeeded: bytesNeeded, bytesFree: free)
    }

    private func bytes(at path: String) -> [UInt8]? {
        let (folder, name) = Self.split(path)
        return folders[folder]?.files[name]
    }

    private func put(_ bytes: [UInt8]?, at path: String) {
        let (folder, name) = Self.split(path)
        let before = folders[folder, default: Folder()].files[name]
        bytesUsed += (bytes?.count ?? 0) - (before?.count ?? 0)
        folders[folder, default: Folder()].files[name] = bytes
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        let bytes = path.utf8
        guard let slash = bytes.lastIndex(of: 0x2F) else { return ("", path) }
        return (String(path[..<slash]), String(path[bytes.index(after: slash)...]))
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
