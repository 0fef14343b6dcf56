import SurveyProtocol
import Synchronization

/// Snapshots that are being made, and what came of the last one of each round.
///
/// Whoever asks for one is answered at once; the work goes on by itself, one snapshot of a round
/// at a time.
final class AggregationJobs: Sendable {
    /// What is being done.
    enum Phase: String, Sendable {
        /// The round's questionnaire and roster are read.
        case reading
        /// The responses are read, and their figures computed.
        case computing
        /// The snapshot is stored.
        case keeping
    }

    /// How it stands with a round's snapshot.
    enum State: Sendable {
        /// It is being made.
        case running(Phase, since: Timestamp, by: String)
        /// It was made.
        case finished(SnapshotOverview, seconds: Double)
        /// It was not made.
        case failed(AggregatorError)
    }

    private let states = Mutex<[String: State]>([:])

    /// How it stands with a round's snapshot; nil when none was asked for since the start.
    func state(round: String) -> State? { states.withLock { $0[round] } }

    /// Begins to make a snapshot.
    /// - Returns: whether it was begun; not when one of the round is being made.
    func begin(
        round: String, by name: String, at now: Timestamp,
        work:
            @escaping @Sendable (@escaping @Sendable (Phase) -> Void) async throws ->
            SnapshotOverview
    ) -> Bool {
        let isFree = states.withLock { states in
            if case .running = states[round] { return false }
            states[round] = .running(.reading, since: now, by: name)
            return true
        }
        guard isFree else { return false }
        Task {
            let begin = ContinuousClock.now
            let end: State
            do {
                let made = try await work { phase in
                    self.states.withLock { $0[round] = .running(phase, since: now, by: name) }
                }
                end = .finished(made, seconds: (ContinuousClock.now - begin) / .seconds(1))
            } catch {
                end = .failed(error as? AggregatorError ?? Desk.unexpected)
            }
            states.withLock { $0[round] = end }
        }
        return true
    }
}
