@testable import SurveyAgent

/// A clock that moves only when it is told to.
final class SimulatedClock: DeviceClock {
    var milliseconds: Int64 = 1_772_359_800_000
}
