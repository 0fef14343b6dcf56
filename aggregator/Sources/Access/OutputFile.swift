import Foundation

/// Where something that a person asked for is written: what the path names, links followed.
struct OutputFile: Equatable {
    /// What lies at a path.
    enum Kind: Equatable {
        case nothing, file, folder, pipe, device, disk, circle, other, open
    }

    /// How it gets there.
    enum Way: Equatable {
        /// Beside its place, synced and renamed: a file is old or new, never half.
        case replaced
        /// Into what is there, which stays what it is: a pipe, a terminal, `/dev/stdout`.
        case into
        /// Not at all; what lies there.
        case refused(String)
    }

    private static let linksMaximum = 40

    /// The path that was given.
    let name: String
    /// The path of what it names.
    let path: String
    /// What lies there.
    let kind: Kind

    /// What a path names on this computer.
    init(_ name: String) {
        self.name = name
        var path = name
        var links = 0
        while links < Self.linksMaximum, !Self.isDescriptor(path),
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
        {
            let folder = URL(filePath: path).deletingLastPathComponent().path
            path = target.hasPrefix("/") ? target : folder + "/" + target
            links += 1
        }
        self.path = path
        kind = links < Self.linksMaximum ? Self.kind(path) : .circle
    }

    /// How something is written there.
    /// - Parameter isFile: whether only a file will do, as for a database.
    func way(isFile: Bool) -> Way { Self.way(kind, isFile) }

    /// The rule: files are replaced, what passes bytes on is written into, the rest is refused.
    static func way(_ kind: Kind, _ isFile: Bool) -> Way {
        switch kind {
        case .nothing, .file: .replaced
        // What the program has open stays the same, were it a file: others write to it, too.
        case .open: isFile ? .refused("an output of this command") : .into
        case .pipe: isFile ? .refused("a pipe") : .into
        case .device: isFile ? .refused("a device") : .into
        case .folder: .refused("a folder")
        case .disk: .refused("a disk")
        case .circle: .refused("a link that leads in a circle")
        case .other: .refused("not a file")
        }
    }

    /// Writes pieces to where a path leads.
    /// - Throws: `file-unwritable` naming the path.
    static func write(to name: String, _ pieces: (FileHandle) throws -> Void) throws {
        let place = OutputFile(name)
        switch place.way(isFile: false) {
        case .replaced: try DurableFile.write(to: place.path, pieces)
        case .into: try DurableFile.write(into: place.path, pieces)
        case .refused(let what): throw place.refusal(what)
        }
    }

    /// The same of bytes.
    static func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try write(to: name) { try $0.write(contentsOf: Data(bytes)) }
    }

    /// The path of the file to replace, where only a file will do.
    /// - Throws: `file-unwritable` naming the path.
    static func file(_ name: String) throws -> String {
        let place = OutputFile(name)
        if case .refused(let what) = place.way(isFile: true) { throw place.refusal(what) }
        return place.path
    }

    /// Refuses what cannot be written to before anything else is done.
    /// - Throws: `file-unwritable` naming the path.
    static func check(_ name: String?) throws {
        guard let place = name.map(OutputFile.init) else { return }
        if case .refused(let what) = place.way(isFile: false) { throw place.refusal(what) }
        let folder = URL(filePath: place.path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw AggregatorError(
                .fileUnwritable, "cannot write \(place.name): there is no folder \(folder)",
                hint: "make the folder, or name another; nothing was changed")
        }
    }

    private func refusal(_ what: String) -> AggregatorError {
        AggregatorError(
            .fileUnwritable, "cannot write \(name): it is \(what)",
            hint: kind == .folder ? "name a file in it" : "name a file; nothing was changed")
    }

    /// Whether a path names what the program has open, as `/dev/stdout` does.
    private static func isDescriptor(_ path: String) -> Bool {
        path.hasPrefix("/proc/") || path.hasPrefix("/dev/fd/")
    }

    private static func kind(_ path: String) -> Kind {
        if isDescriptor(path) { return .open }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        // A folder that is missing or closed is told by whoever writes there.
        guard let type = attributes?[.type] as? FileAttributeType else { return .nothing }
        switch type {
        case .typeRegular: return .file
        case .typeDirectory: return .folder
        case .typeCharacterSpecial: return .device
        case .typeBlockSpecial: return .disk
        // Foundation has no word for a pipe, and one for everything else.
        case .typeUnknown: return .pipe
        default: return .other
        }
    }
}
