import MaturityModel
import SurveyProtocol
import Synchronization

/// Keeps the results that were looked at last, so that going through their pages does not open the
/// snapshot and decide about every cell again. What is unprotected is never kept.
final class ReportShelf: Sendable {
    /// Results that are kept at most.
    private static let sourcesMaximum = 4

    private let kept = Mutex<[(name: String, source: ReportSource)]>([])

    /// The results with a name, made when they are not there.
    func source(
        _ name: String, make: () async throws -> ReportSource
    ) async throws -> ReportSource {
        if let found = kept.withLock({ $0.first { $0.name == name }?.source }) { return found }
        let source = try await make()
        kept.withLock { kept in
            kept.removeAll { $0.name == name }
            kept.append((name, source))
            if kept.count > Self.sourcesMaximum { kept.removeFirst() }
        }
        return source
    }
}
