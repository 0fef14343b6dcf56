import Foundation

/// How many random cases a test runs, and from which seed.
///
/// `SURVEY_CASES` sets the number; `SURVEY_SEED` replays one seed alone.
public enum Cases {
    /// The seeds to run.
    public static func seeds(_ count: Int) -> [UInt64] {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["SURVEY_SEED"].flatMap(UInt64.init) { return [seed] }
        let count = environment["SURVEY_CASES"].flatMap(Int.init) ?? count
        return (0..<UInt64(count)).map { $0 &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
    }
}
