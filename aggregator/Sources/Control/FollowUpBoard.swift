import Dispatch
import MaturityModel
import SurveyProtocol
import Synchronization

/// What has come in to each round, computed once for everybody who looks.
///
/// A sheet is kept until something was written, and for a while that grows with the time it took,
/// so that any number of viewers costs at most a small share of one core beside ingest.
final class FollowUpBoard: Sendable {
    /// The status of a round with a number that grows with every change of it.
    struct Sheet: Sendable {
        /// Which change it is of.
        let revision: Int
        /// What has come in.
        let status: RoundStatus
    }

    /// For how many times the time of its computation a sheet is kept while others write.
    static let restFactor = 10
    /// How long it is kept at most.
    static let restMaximum = Duration.seconds(5)
    /// Rounds whose sheets are kept.
    static let roundsMaximum = 16

    private struct Kept {
        var sheet: Sheet
        var change: Int
        var until: ContinuousClock.Instant
        var roster: (digest: Digest, rows: [RosterOrganization])
    }

    private let reader: SQLiteReader
    private let queue = DispatchQueue(label: "survey.follow-up")
    private let kept = Mutex<[String: Kept]>([:])

    /// A board over a store, with a connection of its own, so that it keeps nobody waiting.
    init(path: String) throws {
        reader = try SQLiteReader(path: path)
    }

    /// The sheet of a round.
    func sheet(round id: String) async throws -> Sheet {
        try await withCheckedThrowingContinuation { finished in
            queue.async { finished.resume(with: Result { try self.current(id) }) }
        }
    }

    private func current(_ id: String) throws -> Sheet {
        let begin = ContinuousClock.now
        let change = try reader.change()
        let kept = self.kept.withLock { $0[id] }
        if let kept, kept.change == change || begin < kept.until { return kept.sheet }
        let round = try reader.round(id)
        let rows =
            try kept.flatMap { $0.roster.digest == round.roster ? $0.roster.rows : nil }
            ?? reader.roster(round: round.key).map(\.organization)
        let status = try RoundStatus(reader: reader, round: round, roster: rows)
        let isSame = kept.map { $0.sheet.status == status } ?? false
        let now = Int(Timestamp.now().milliseconds)
        let revision = isSame ? kept?.sheet.revision : max(now, (kept?.sheet.revision ?? 0) + 1)
        let sheet = Sheet(revision: revision ?? now, status: status)
        let took = ContinuousClock.now - begin
        let fresh = Kept(
            sheet: sheet, change: change,
            until: ContinuousClock.now + min(Self.restMaximum, took * Self.restFactor),
            roster: (round.roster, rows))
        self.kept.withLock { all in
            if all.count >= Self.roundsMaximum, all[id] == nil { all = [:] }
            all[id] = fresh
        }
        return sheet
    }
}
