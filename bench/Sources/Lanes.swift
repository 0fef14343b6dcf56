import Dispatch
import Synchronization

/// Runs work on disjoint ranges side by side.
enum Lanes {
    /// Calls `body` once for each of several contiguous ranges that together are `0..<count`.
    ///
    /// - Returns: what it returned, in the order of the ranges.
    static func run<Part: Sendable>(
        _ count: Int, lanes: Int, _ body: @Sendable (Range<Int>) -> Part
    ) -> [Part] {
        // Smaller ranges than lanes, so that a lane that is held up does not hold up the others.
        let pieces = min(count, lanes * 16)
        let parts = Mutex([Part?](repeating: nil, count: pieces))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: lanes) { _ in
            while true {
                let piece = next.add(1, ordering: .relaxed).oldValue
                guard piece < pieces else { return }
                let part = body((count * piece / pieces)..<(count * (piece + 1) / pieces))
                parts.withLock { $0[piece] = part }
            }
        }
        return parts.withLock { $0.compactMap { $0 } }
    }
}
