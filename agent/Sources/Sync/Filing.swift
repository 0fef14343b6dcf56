/// Files verdicts on the side, while the next request is on its way.
///
/// A fault of the disk is kept until somebody asks whether all is done.
protocol Filing {
    /// Begins to file.
    func begin(_ work: @escaping @Sendable () throws(DiskFault) -> Void)

    /// Waits until everything that was begun is done.
    /// - Throws: the first fault, once.
    func finish() throws(DiskFault)
}

/// Files at once, on the same thread: a twin for tests.
final class ImmediateFiling: Filing {
    private var fault: DiskFault?

    func begin(_ work: @escaping @Sendable () throws(DiskFault) -> Void) {
        do throws(DiskFault) { try work() } catch { fault = fault ?? error }
    }

    func finish() throws(DiskFault) {
        guard let first = fault else { return }
        fault = nil
        throw first
    }
}
