@testable import SurveyAgent

/// Waits that take no time and are remembered.
///
/// A stop is for good, as with the real one.
final class SimulatedPause: Pause {
    private(set) var waits: [Double] = []
    /// Why the next waits end; then their time is over.
    var reasons: [WakeReason] = []
    private let clock: SimulatedClock?
    private var isStopped = false

    init(clock: SimulatedClock? = nil) {
        self.clock = clock
    }

    func wait(seconds: Double) -> WakeReason {
        guard !isStopped else { return .stopped }
        waits.append(seconds)
        let reason = reasons.isEmpty ? .elapsed : reasons.removeFirst()
        if reason == .elapsed { clock?.milliseconds += Int64(max(0, seconds) * 1_000) }
        isStopped = reason == .stopped
        return reason
    }
}
