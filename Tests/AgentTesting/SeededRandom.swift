import Synchronization

@testable import SurveyAgent

/// Random bits that a seed determines (SplitMix64).
final class SeededRandom: RandomSource, RandomNumberGenerator, Sendable {
    private let state: Atomic<UInt64>

    init(seed: UInt64) {
        state = Atomic(seed)
    }

    func next() -> UInt64 {
        var word = state.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// A number below the given one.
    func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
}
