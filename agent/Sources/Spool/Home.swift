import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The agent's own files beside the spool.
///
/// `agent.json` is written last when enrolling: where it is, key, certificate and authority are.
/// `rounds/<id>/` holds `round.json` and `questionnaire.json` as they came from the server; the
/// questionnaire is written first, and `round.json` names its digest.
struct Home {
    static let enrollmentPath = "agent.json"
    static let keyPath = "agent.key"
    static let certificatePath = "agent.pem"
    static let authorityPath = "authority.pem"
    static let respondentKeyPath = "respondent.key"
    static let syncPath = "sync.json"
    /// Other authorities that may prove the server, or the word that stands for the system's.
    static let otherTrustPath = "other-authorities.pem"

    let disk: any Disk

    /// What enrolling gave; nil before.
    func enrollment() throws -> Enrollment? {
        guard let bytes = try optional(Self.enrollmentPath) else { return nil }
        guard let enrollment = try? JSONDecoder().decode(Enrollment.self, from: Data(bytes)),
            enrollment.format == Enrollment.format
        else { throw HomeFault.damaged(Self.enrollmentPath, "it is not what enrolling wrote") }
        return enrollment
    }

    /// What enrolling gave.
    /// - Throws: `HomeFault.notEnrolled` before.
    func enrolled() throws -> Enrollment {
        guard let enrollment = try enrollment() else { throw HomeFault.notEnrolled }
        return enrollment
    }

    /// Writes `agent.json`.
    func save(_ enrollment: Enrollment) throws {
        try disk.place([
            DiskFile(path: Self.enrollmentPath, bytes: try JSONFile.bytes(enrollment))
        ])
    }

    /// Remembers that the spool was compared with an epoch, unless the agent enrolled anew.
    func keep(epoch: Int, of enrollment: Enrollment) throws {
        guard var present = try self.enrollment(), present.agent == enrollment.agent,
            present.server == enrollment.server
        else { return }
        present.epoch = epoch
        try save(present)
    }

    /// The authorities that may prove the server, in PEM form: its own, and others that were named
    /// when enrolling.
    func trusted() throws -> [UInt8] {
        let own = try disk.read(Self.authorityPath)
        return own + (try otherTrusted())
    }

    /// The authorities that were named when enrolling; none otherwise.
    func otherTrusted() throws -> [UInt8] {
        guard let bytes = try optional(Self.otherTrustPath) else { return [] }
        return bytes == Array(TrustStore.systemWord.utf8) ? try TrustStore.system() : bytes
    }

    /// The agent's certificate and key, which belong together wherever a renewal was cut off.
    func identity() throws -> (certificate: [UInt8], key: [UInt8]) {
        try Renewer(home: self).finish()
        return (try disk.read(Self.certificatePath), try disk.read(Self.keyPath))
    }

    /// How the last sync went; empty when nothing is known.
    func syncRecord() -> SyncRecord {
        guard let bytes = try? disk.read(Self.syncPath),
            let record = try? JSONDecoder().decode(SyncRecord.self, from: Data(bytes))
        else { return SyncRecord() }
        return record
    }

    /// Writes how the sync went.
    func save(_ record: SyncRecord) throws {
        try disk.place([DiskFile(path: Self.syncPath, bytes: try JSONFile.bytes(record))])
    }

    /// The rounds that were fetched, by id.
    func rounds() throws -> [RoundSummary] {
        try disk.list("rounds").compactMap { try round($0) }
    }

    /// What the centre calls this organization; nil while nothing says so.
    func organizationName() -> String? {
        (try? rounds())?.compactMap(\.organizationName).last
    }

    /// A round that was fetched; nil when it was not.
    func round(_ id: String) throws -> RoundSummary? {
        guard Identifier.isValid(id), let bytes = try optional("rounds/\(id)/round.json") else {
            return nil
        }
        guard let round = try? JSONDecoder().decode(RoundSummary.self, from: Data(bytes)) else {
            throw HomeFault.damaged("rounds/\(id)/round.json", "it is no round")
        }
        return round
    }

    /// Keeps a round; its questionnaire is kept before.
    func save(_ round: RoundSummary) throws {
        let folder = "rounds/\(round.id)"
        try disk.makeFolder(folder)
        try disk.place([
            DiskFile(path: "\(folder)/round.json", bytes: try JSONFile.bytes(round))
        ])
    }

    /// The questionnaire's bytes of a round, when they are those that the digest names.
    func questionnaire(_ round: String, digest: Digest) throws -> [UInt8]? {
        guard let bytes = try optional("rounds/\(round)/questionnaire.json"),
            Digest.of(bytes) == digest
        else { return nil }
        return bytes
    }

    /// Keeps the questionnaire's bytes of a round.
    func save(questionnaire bytes: [UInt8], round: String) throws {
        try disk.makeFolder("rounds/\(round)")
        try disk.place([DiskFile(path: "rounds/\(round)/questionnaire.json", bytes: bytes)])
    }

    /// The bytes of a file; nil when there is none.
    func optional(_ path: String) throws -> [UInt8]? {
        do throws(DiskFault) {
            return try disk.read(path)
        } catch {
            guard error.kind == .missing else { throw error }
            return nil
        }
    }
}
