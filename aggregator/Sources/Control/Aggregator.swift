import Foundation
import SurveyProtocol
import Synchronization

/// An opened aggregator: the one process that holds the lock and writes the store.
final class Aggregator: Sendable {
    /// The folder it was opened from.
    let folder: DataFolder
    /// What `init` decided.
    let settings: AggregatorSettings
    /// The authority that vouches for server and agents.
    let authority: Authority
    /// The one writer.
    let store: SQLiteStore
    /// A reader of its own.
    let reader: SQLiteReader
    /// Where batches wait for their commit.
    let ingest: IngestQueue
    /// Where large bodies are read.
    let lanes = ReadingLanes()
    /// Who may send.
    let agents: AgentDirectory
    /// Who may administer.
    let access: AccessControl
    /// The snapshots that are being made.
    let aggregations = AggregationJobs()
    /// What has come in, for everybody who looks.
    let followUp: FollowUpBoard
    /// What they may send to.
    let rounds: RoundDirectory
    private let storeEpoch: Mutex<Int>
    private let lock: FolderLock

    /// The store's epoch.
    var epoch: Int { storeEpoch.withLock { $0 } }

    /// Opens a data folder, or returns nil when another process has it open.
    /// - Throws: what is wrong with the folder or its store.
    init?(folder: DataFolder) throws {
        try folder.check()
        guard let lock = try FolderLock(path: folder.lock) else { return nil }
        self.lock = lock
        self.folder = folder
        folder.clearLeftovers()
        settings = try Self.settings(of: folder)
        authority = try Authority(
            keyPEM: Self.text(folder.authorityKey),
            certificatePEM: Self.text(folder.authorityCertificate))
        store = try SQLiteStore(path: folder.store)
        reader = try SQLiteReader(path: folder.store)
        ingest = IngestQueue(store: store)
        agents = AgentDirectory(try reader.certificates())
        access = AccessControl(
            store: store, reader: reader, surroundings: settings.wellKnownNames)
        followUp = try FollowUpBoard(path: folder.store)
        rounds = RoundDirectory(reader: reader)
        storeEpoch = Mutex(try reader.epoch())
        folder.giveToOwner()
    }

    /// What `init` decided for a folder.
    static func settings(of folder: DataFolder) throws -> AggregatorSettings {
        try JSONDecoder().decode(
            AggregatorSettings.self,
            from: Data(DurableFile.read(folder.settings, bytesMaximum: Limits.messageBytesMaximum)))
    }

    /// Reads anew what is remembered of the store, after all of it has changed.
    func reload() throws {
        let epoch = try reader.epoch()
        storeEpoch.withLock { $0 = epoch }
        agents.update(try reader.certificates())
        rounds.invalidate()
    }

    /// Makes a new aggregator in an empty or new folder.
    static func initialize(
        _ folder: DataFolder, group: String, addresses: [String], administrator: NewUser? = nil,
        now: Date
    ) throws {
        try folder.create()
        guard let lock = try FolderLock(path: folder.lock) else {
            throw AggregatorError(
                .dataBusy, "another process has \(folder.path) open",
                hint: "wait until it is done, then look at what it made")
        }
        defer { withExtendedLifetime(lock) { folder.giveToOwner() } }
        let settings = AggregatorSettings(
            server: UUID().uuidString.lowercased(), group: group, addresses: addresses)
        let (authority, key) = try Authority.make(group: group, now: now)
        try DurableFile.write(key.utf8, to: folder.authorityKey)
        try DurableFile.write(authority.certificatePEM.utf8, to: folder.authorityCertificate)
        let server = try authority.issueServer(names: settings.certificateNames, now: now)
        try DurableFile.write(server.key.utf8, to: folder.serverKey)
        try DurableFile.write(server.certificate.utf8, to: folder.serverCertificate)
        let store = try SQLiteStore(path: folder.store)
        if let administrator {
            try Performer.$current.withValue(.system(SystemAccount.current)) {
                try store.addUser(administrator, at: Timestamp(now))
            }
        }
        try store.close()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Last, because its presence says that everything else is there.
        try DurableFile.write(encoder.encode(settings), to: folder.settings)
    }

    static func text(_ path: String) throws -> String {
        String(
            decoding: try DurableFile.read(path, bytesMaximum: Limits.messageBytesMaximum),
            as: UTF8.self)
    }

    /// Does what only the writing process can do.
    func perform(_ request: AdministrationRequest) throws -> AdministrationReply {
        let now = Timestamp.now()
        // Whatever it was, also what is published and what a restore brought back.
        defer { rounds.invalidate() }
        switch request {
        case .createRound(let round, let roster):
            try store.create(round, roster: roster, at: now)
        case .moveRound(let id, let state):
            try store.move(round: id, to: state, at: now)
        case .correctRoster(let correction): try store.correct(correction, at: now)
        case .setDates(let dates, let round, let organization):
            try store.setDates(dates, round: round, organization: organization, at: now)
        case .makeCode(let organization, let seconds):
            return .code(try makeCode(organization: organization, seconds: seconds, at: now))
        case .revoke(let agent):
            try store.revoke(agent: agent, at: now)
            agents.update(try reader.certificates())
            return .done
        case .decide(let decision): try decide(decision, at: now)
        case .giveBack(let response, let reason):
            return .returned(replacing: try giveBack(response, reason: reason, at: now))
        case .keepSnapshot(let snapshot):
            return .snapshot(try store.keep(snapshot, at: now))
        case .publish(let publication):
            try store.publish(publication, at: now)
            return .done
        case .addBenchmarks(let benchmarks):
            try store.keep(benchmarks, at: now)
            return .done
        case .removeBenchmark(let number):
            try store.removeBenchmark(number, at: now)
            return .done
        case .access(let request):
            try perform(request, at: now)
            return .done
        case .importHandOver(let bytes):
            return .receipts(try importHandOver(Array(bytes), at: now))
        case .restore(let path): return .restored(try restore(path, at: now))
        case .addWebhook(let webhook): try store.add(webhook, at: now)
        case .removeWebhook(let id): try store.removeWebhook(id, at: now)
        case .audit(let action, let object):
            try store.audit(action, object: object, at: now)
        }
        return .done
    }

    private func makeCode(
        organization: String, seconds: Int64, at now: Timestamp
    ) throws -> String {
        let rounds = try reader.rounds(of: organization)
        guard rounds.all == 0 || rounds.with > 0 else {
            throw AggregatorError(
                .organizationUnknown, "no round's roster has the organization \(organization)",
                hint: "check the id against the roster; ids are case-sensitive")
        }
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<EnrollmentCode.secretByteCount).map { _ in
            UInt8.random(in: 0...255, using: &generator)
        }
        guard
            let code = EnrollmentCode(
                address: settings.addresses.first ?? "localhost:8443", secret: secret,
                authority: authority.fingerprint)
        else {
            throw AggregatorError(
                .settingInvalid, "the aggregator's address cannot go into a code",
                hint: "initialize with an address of at most 255 characters")
        }
        try store.addCode(
            secret: Digest.sha256(of: secret), organization: organization,
            expires: now.adding(seconds: seconds), at: now)
        return code.text
    }
}
