import Dispatch
import Synchronization

/// Files on a thread of its own, one after the other.
final class LaneFiling: Filing, Sendable {
    private let queue = DispatchQueue(label: "survey-agent.filing")
    private let group = DispatchGroup()
    private let fault = Mutex<DiskFault?>(nil)

    func begin(_ work: @escaping @Sendable () throws(DiskFault) -> Void) {
        queue.async(group: group) { [self] in
            do throws(DiskFault) {
                try work()
            } catch {
                fault.withLock { $0 = $0 ?? error }
            }
        }
    }

    func finish() throws(DiskFault) {
        group.wait()
        let first = fault.withLock { fault in
            defer { fault = nil }
            return fault
        }
        if let first { throw first }
    }
}
