import MaturityModel
import SurveyProtocol

@testable import AgentTesting
@testable import SurveyAgent

/// An organization's agent in a simulation: the real spool and sync over a disk in memory.
final class SimulatedAgent {
    static let round = SimulatedSurvey.round
    let organization: String
    private(set) var disk: MemoryDisk
    let clock = SimulatedClock()
    let random: SeededRandom
    private let key: RespondentKey
    private var backup: (disk: MemoryDisk, saved: Set<SurveyProtocol.Digest>)?
    private var people = 0
    /// What was said to be saved and is not gone with a disk.
    private(set) var saved: Set<SurveyProtocol.Digest> = []
    /// Everything whose sealing was begun.
    private(set) var begun: Set<SurveyProtocol.Digest> = []
    /// Whether the home was ever set back to a backup, or a file of it altered.
    private(set) var wasSetBack = false
    /// What ended the last deed among faults, if anything did.
    private(set) var lastFault: String?
    /// A defect that it is to have.
    let defect: PlantedDefect?

    init?(_ organization: String, agent: String, seed: UInt64, defect: PlantedDefect? = nil) {
        self.organization = organization
        self.defect = defect
        random = SeededRandom(seed: seed)
        disk = MemoryDisk(seed: seed)
        guard let key = RespondentKey(Array(repeating: 7, count: 32)) else { return nil }
        self.key = key
        disk.losesSynced = defect == .savesBeforeSynced
        guard (try? enroll(as: agent)) != nil else { return nil }
    }

    var home: Home { Home(disk: disk) }
    var spool: Spool { Spool(disk: disk, pause: {}) }

    private var device: Device { Device(clock: clock, random: random) }

    /// Enrolls, or enrolls again: what enrolling writes.
    func enroll(as agent: String) throws {
        let before = try home.enrollment()
        let identity = try SimulatedIdentity.of(agent, organization)
        try disk.place([
            DiskFile(path: Home.keyPath, bytes: identity.key),
            DiskFile(path: Home.certificatePath, bytes: identity.certificate),
            DiskFile(path: Home.authorityPath, bytes: SimulatedIdentity.authorityBytes),
        ])
        try home.save(
            Enrollment(
                server: "server-1", agent: agent, organization: organization,
                address: "localhost:8443", group: "Group",
                code: SurveyProtocol.Digest.of(Array(agent.utf8)), epoch: before?.epoch ?? 0))
    }

    /// Somebody answers, new or once more.
    func answer() throws {
        guard let round = try home.round(Self.round),
            let version = SimulatedSurvey.versions.first(where: { $0.digest == round.questionnaire }
            )
        else { return }
        let isEdit = people > 0 && random.below(2) == 0
        if !isEdit { people += 1 }
        let label = "p\(isEdit ? random.below(people) : people)"
        let token = key.token(round: Self.round, label: label)
        let sealer = Sealer(
            round: round, questionnaire: version.questionnaire, organization: organization,
            device: device)
        var answers = AnswerSet(of: version.questionnaire)
        for item in answers.items.indices where random.below(5) > 0 {
            answers.items[item] = random.below(4)
        }
        try spool.recover()
        try spool.collecting {
            let known = try KnownResponses(Self.round, in: spool).byToken[token]
            let response = sealer.response(
                answers, token: token, as: sealer.succession(of: known),
                startedAt: device.timestamp)
            let bytes = response.sealed()
            let digest = SurveyProtocol.Digest.of(bytes)
            begun.insert(digest)
            _ = try spool.seal([(response.id, response.revision, bytes)], round: Self.round)
            saved.insert(digest)
        }
    }

    /// Syncs once.
    func sync(_ network: SimulatedNetwork, resend: Bool = false) throws -> SyncRun.Outcome {
        let agent = try home.enrolled().agent
        var run = SyncRun(
            home: home, spool: spool,
            transport: SimulatedLink(network: network, agent: agent, defect: defect),
            device: device, pause: SimulatedPause(),
            options: SyncRun.Options(resend: resend, triesMaximum: 3))
        run.filing = ChancyFiling(random: SeededRandom(seed: random.next()))
        let outcome = try run.run()
        if defect == .clearsAcknowledged {
            for entry in try spool.entries(Self.round, .acknowledged) {
                disk.tamper(entry.path, nil)
            }
        }
        return outcome
    }

    /// A file of what waits, to be handed over; nil when nothing does.
    func exported() throws -> [UInt8]? {
        try HandOverWriter(home: home, spool: spool, device: device).file(Self.round)?.bytes
    }

    /// Takes the centre's answer to a file.
    func accept(_ file: [UInt8]) throws -> HandOverReader.Outcome {
        try HandOverReader(home: home, spool: spool).accept(file)
    }

    /// Does something, while the power may go at any step or the disk run full.
    func amongFaults(_ body: () throws -> Void) {
        switch random.below(4) {
        case 0: disk.stepsLeft = 1 + random.below(50)
        case 1: disk.bytesMaximum = disk.bytesUsed + random.below(2_500)
        default: break
        }
        lastFault = nil
        do { try body() } catch { lastFault = (error as? DiskFault)?.kind.rawValue ?? "other" }
        disk.bytesMaximum = nil
        if disk.isDown { disk.restart() } else { disk.stepsLeft = nil }
    }

    /// A backup program copies the home.
    func backUp() { backup = (disk.copy(seed: random.next()), saved) }

    /// The disk breaks, and the last backup takes its place.
    func setBack() {
        guard let backup else { return }
        disk = backup.disk.copy(seed: random.next())
        disk.losesSynced = defect == .savesBeforeSynced
        saved.formIntersection(backup.saved)
        wasSetBack = true
    }

    /// A bit of one sealed file turns over.
    func rot() throws {
        let entries = try SpoolState.sealed.flatMap { try spool.entries(Self.round, $0) }
        guard !entries.isEmpty else { return }
        let entry = entries[random.below(entries.count)]
        var bytes = try disk.read(entry.path)
        guard !bytes.isEmpty else { return }
        saved.remove(entry.digest)
        bytes[random.below(bytes.count)] ^= 4
        disk.tamper(entry.path, bytes)
        wasSetBack = true
    }

    /// The digests of the sealed bytes that lie on its disk, intact, by state.
    func kept() throws -> [SpoolState: Set<SurveyProtocol.Digest>] {
        var kept: [SpoolState: Set<SurveyProtocol.Digest>] = [:]
        for state in SpoolState.sealed {
            for entry in try spool.entries(Self.round, state) {
                let bytes = try disk.read(entry.path)
                if SurveyProtocol.Digest.of(bytes) == entry.digest {
                    kept[state, default: []].insert(entry.digest)
                }
            }
        }
        return kept
    }
}
