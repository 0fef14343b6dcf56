import Foundation
import Synchronization

/// Whether the service takes responses now.
final class Readiness: Sendable {
    /// Bytes that must be free on the disk of the data folder.
    static let freeBytesMinimum: Int64 = 64 * 1_048_576

    private let draining = Mutex(false)

    /// Makes the service not ready from now on, because it is about to end.
    func drain() { draining.withLock { $0 = true } }

    /// Why the service does not take responses now; nil when it does.
    func objection(_ aggregator: Aggregator) -> String? {
        if draining.withLock({ $0 }) { return "draining" }
        guard (try? aggregator.reader.epoch()) != nil else { return "the store does not answer" }
        let values = try? FileManager.default.attributesOfFileSystem(
            forPath: aggregator.folder.path)
        let free = (values?[.systemFreeSize] as? NSNumber)?.int64Value ?? .max
        return free < Self.freeBytesMinimum ? "the disk is nearly full" : nil
    }
}
