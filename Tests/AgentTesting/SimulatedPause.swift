@testable import SurveyAgent

/// Waits that take no time and are remembered.
final class SimulatedPause: Pause {
    private(set) var waits: [Double] = []
    /// Why the next waits end; then their time is over.
    var reasons: [WakeReason] = []
    private let clock: SimulatedClock?

    init(clock: SimulatedClock? = nil) {
        self.clock = clock
    }

    func wait(seconds: Double) -> WakeReason {
        waits.append(seconds)
        clock?.milliseconds += Int64(seconds * 1_000)
        return reasons.isEmpty ? .elapsed : reasons.removeFirst()
    }
}
