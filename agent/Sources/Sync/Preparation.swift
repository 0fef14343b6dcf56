/// Prepares the next batch on the side, while the present one is on its way.
///
/// A guess and nothing more: what is prepared is sent only when the sync then decides to send just
/// that. The work only reads.
protocol Preparation {
    /// Begins to prepare a batch; what was prepared before and not taken is forgotten.
    func begin(_ work: @escaping @Sendable () -> PreparedBatch?)

    /// What was begun last, when it is done; nil when there is nothing, or it was taken already.
    func take() -> PreparedBatch?
}

/// Prepares at once, on the same thread: the twin for tests and simulations.
final class ImmediatePreparation: Preparation {
    private var batch: PreparedBatch?

    func begin(_ work: @escaping @Sendable () -> PreparedBatch?) { batch = work() }

    func take() -> PreparedBatch? {
        defer { batch = nil }
        return batch
    }
}
