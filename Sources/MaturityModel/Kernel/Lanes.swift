internal import Dispatch
internal import Synchronization

/// Work that is divided among threads, each of which takes the next part when it is done with one.
package enum Lanes {
    /// The parts in order, whatever lane made them.
    ///
    /// - Parameters:
    ///   - count: how many parts there are.
    ///   - lanes: threads to use. Blocks the calling thread until they are done.
    ///   - makeLane: what a lane keeps to itself between its parts, a memory to reuse for example.
    ///   - part: makes a part from its index.
    package static func map<Kept, Part: Sendable>(
        _ count: Int, lanes: Int, keeping makeLane: @Sendable () -> Kept,
        _ part: @Sendable (inout Kept, Int) -> Part
    ) -> [Part] {
        let parts = Mutex([Part?](repeating: nil, count: count))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(lanes, count))) { _ in
            var kept = makeLane()
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                let made = part(&kept, index)
                parts.withLock { $0[index] = made }
            }
        }
        return parts.withLock { $0.compactMap { $0 } }
    }
}
