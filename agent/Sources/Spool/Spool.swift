import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The agent's files of responses.
///
/// **Format.** `spool/<round>/<state>/<id>.<revision>.<digest>.json` holds the sealed bytes of one
/// response and nothing else; the digest in the name is the SHA-256 of those bytes, so that every
/// file proves itself. `drafts/<id>.<revision>.json` is a `Draft`. Beside a refused, returned, held
/// or quarantined response lies `<id>.<revision>.problem.json` with the reason.
/// `acknowledged/receipts.ndjson` has one verdict line with the centre's receipt per response.
///
/// Responses that were sealed together, as an import's are, lie in bundles: folders of at most
/// `bundleResponsesMaximum`, `waiting/<id>.<revision>/<id>.<revision>.<digest>.json`, which have
/// the name of their first response. A bundle of which every response is acknowledged, or turns
/// out to be lacking, is moved as a whole: one step of the disk in place of a hundred. Whatever
/// else happens to a response happens to it alone, and takes it out of its bundle.
///
/// **Order of writing.** Sealing: the file is placed in `waiting`, then the draft is removed. A
/// verdict: receipts are appended and synced once a batch, reasons are placed, then the responses
/// are moved. A response that the centre gives back is moved to `returned`, one that it turns out
/// to lack to `waiting`. All of it under the lock `spool/lock`, which ends with its process.
///
/// **Recovery.** There is nothing to repair, only to repeat: a draft whose response is sealed is
/// removed; a receipt whose response is still in `waiting` is received again as a duplicate; a
/// torn last line of the receipts is skipped; a temporary file was never promised and is removed;
/// a returned response that a newer revision answers goes back to `acknowledged`.
/// A sealed file that is not what its name says is moved to `quarantine` and reported.
///
/// **Removal.** Nothing that was sealed is deleted but by `discard`: acknowledged responses of an
/// archived round that the centre has just said it has, on the coordinator's command. Their
/// receipts stay.
struct Spool: Sendable {
    /// Tries of a tenth of a second to get the lock.
    static let lockTriesMaximum = 300

    let disk: any Disk
    /// Waits a tenth of a second; tests replace it.
    let pause: @Sendable () -> Void

    /// The spool on a disk.
    init(disk: any Disk, pause: @escaping @Sendable () -> Void = SystemPause.tenthOfSecond) {
        self.disk = disk
        self.pause = pause
    }

    /// The folder of a round's responses in a state.
    static func folder(_ round: String, _ state: SpoolState) -> String {
        "spool/\(round)/\(state.rawValue)"
    }

    /// The rounds that have anything in the spool.
    func rounds() throws(DiskFault) -> [String] {
        try disk.list("spool").filter { $0 != "lock" && Identifier.isValid($0) }
    }

    /// The sealed responses of a round in a state, by id and revision.
    func entries(_ round: String, _ state: SpoolState) throws(DiskFault) -> [SpoolEntry] {
        let folder = Self.folder(round, state)
        var entries: [SpoolEntry] = []
        for name in try disk.list(folder) {
            if let entry = SpoolEntry(round: round, state: state, name: name) {
                entries.append(entry)
            } else if SpoolEntry.isBundle(name) {
                entries += try disk.list("\(folder)/\(name)").compactMap {
                    SpoolEntry(round: round, state: state, bundle: name, name: $0)
                }
            }
        }
        return entries.sorted()
    }

    /// The sealed responses of a round in every state, as they are at one moment.
    ///
    /// Those that a sync moves meanwhile are neither missed nor there twice.
    func sealedEntries(_ round: String) throws(DiskFault) -> [SpoolEntry] {
        // Whoever only looks leaves nothing behind, not even the lock.
        guard try rounds().contains(round) else { return [] }
        return try locked { () throws(DiskFault) in
            var entries: [SpoolEntry] = []
            for state in SpoolState.sealed { entries += try self.entries(round, state) }
            return entries
        }
    }

    /// Does something while no other process of the agent writes to the spool.
    func locked<Result>(
        _ body: () throws(DiskFault) -> Result
    ) throws(DiskFault) -> Result {
        let lock = try lock("spool/lock")
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    /// Does something that looks at what is there and then adds to it, one process at a time.
    ///
    /// Apart from `locked`, so that a sync can go on meanwhile.
    func collecting<Result>(_ body: () throws -> Result) throws -> Result {
        try holding("spool/.collect.lock", body)
    }

    /// Does something that also looks at what is beside the spool, while no other process writes
    /// to it; verdicts are filed in there with `file`.
    func exclusively<Result>(_ body: () throws -> Result) throws -> Result {
        try holding("spool/lock", body)
    }

    private func holding<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        let lock = try lock(path)
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    private func lock(_ path: String) throws(DiskFault) -> any DiskLock {
        try disk.makeFolder("spool")
        for _ in 0..<Self.lockTriesMaximum {
            if let lock = try disk.lock(path) { return lock }
            pause()
        }
        throw DiskFault(
            kind: .busy, path: path, detail: "another survey-agent holds it for too long")
    }

    /// Makes the folders of a round.
    func makeFolders(_ round: String) throws(DiskFault) {
        for state in SpoolState.allCases { try disk.makeFolder(Self.folder(round, state)) }
    }

    /// Puts sealed responses into `waiting`; durable when it returns.
    /// - Returns: their entries, in the same order.
    func seal(
        _ responses: [(id: ResponseID, revision: Int, bytes: [UInt8])], round: String
    ) throws(DiskFault) -> [SpoolEntry] {
        let entries = Self.bundled(
            responses.map {
                SpoolEntry(
                    round: round, state: .waiting, id: $0.id, revision: $0.revision,
                    digest: Digest.of($0.bytes))
            })
        let files = zip(entries, responses).map { DiskFile(path: $0.path, bytes: $1.bytes) }
        try locked { () throws(DiskFault) in
            try makeFolders(round)
            for folder in Set(entries.map(\.folder)) { try disk.makeFolder(folder) }
            try disk.place(files)
            try closeReturns(round)
        }
        return entries
    }

    /// The bytes of a sealed response, checked against its name.
    ///
    /// A file that fails the check is moved to quarantine.
    func read(_ entry: SpoolEntry) throws(DiskFault) -> SpoolReading {
        let bytes: [UInt8]
        do throws(DiskFault) {
            bytes = try disk.read(entry.path)
        } catch {
            guard error.kind == .missing else { throw error }
            return .gone
        }
        if let reason = Self.alteration(of: entry, bytes[...]) {
            try quarantine(entry, reason)
            return .quarantined
        }
        return .intact(bytes)
    }

    /// Files the verdicts of a batch: receipts, reasons, then the responses' new places.
    func settle(_ rulings: [Ruling]) throws(DiskFault) {
        guard !rulings.isEmpty else { return }
        try locked { () throws(DiskFault) in try file(rulings) }
    }

    /// Files verdicts on responses of one round under a lock that is held.
    func file(_ rulings: [Ruling]) throws(DiskFault) {
        guard let round = rulings.first?.entry.round else { return }
        try makeFolders(round)
        let receipts = Self.receiptLines(rulings)
        if !receipts.isEmpty { try appendLines(receipts, to: Self.receiptsPath(round)) }
        var reasons: [DiskFile] = []
        for ruling in rulings {
            guard let problem = ruling.problem, ruling.state != .acknowledged else { continue }
            let folder = Self.folder(round, ruling.state)
            reasons.append(Self.reason(problem, folder: folder, stem: ruling.entry.stem))
        }
        try disk.place(reasons)
        try move(rulings.map { SpoolMove(entry: $0.entry, state: $0.state) })
    }

    /// Why a sealed file is not what its name says, or nil.
    static func alteration(of entry: SpoolEntry, _ bytes: ArraySlice<UInt8>) -> String? {
        guard Digest.of(bytes) == entry.digest else {
            return "the bytes are not those that were sealed (\(bytes.count) bytes were found)"
        }
        if entry.isPlainly(bytes) { return nil }
        var parser = ResponseParser()
        do throws(Problem) {
            try parser.parse(bytes.span)
        } catch {
            return "the bytes are no response: \(error.detail)"
        }
        guard parser.fields.id == entry.id, parser.fields.revision == entry.revision else {
            return "the file's name and the response's id and revision differ"
        }
        return nil
    }

    private func quarantine(_ entry: SpoolEntry, _ detail: String) throws(DiskFault) {
        try locked { () throws(DiskFault) in
            try setAside(entry.path, name: entry.name, stem: entry.stem, detail: detail)
        }
    }
}
