import Foundation
import SurveyProtocol

@testable import SurveyAggregator

/// Counting again from the sealed bytes, with another reader than the ingest's.
extension SimulatedStore {
    private struct Answers: Decodable {
        let answers: [String: String]
    }

    /// One byte an item, read from the sealed bytes by a plain JSON decoder.
    static func codes(of bytes: [UInt8]) -> [UInt8] {
        let sealed = try? JSONDecoder().decode(Answers.self, from: Data(bytes))
        return SimulatedSurvey.items.map { item in
            sealed?.answers[item].flatMap { SimulatedSurvey.codes.firstIndex(of: $0) }
                .map { UInt8($0) } ?? AnswerIndex.notAnswered
        }
    }

    /// Responses of which a revision is stored more than once.
    var repeatedRevisions: [ResponseID] {
        var seen: Set<String> = []
        return table.rows.filter { !seen.insert("\($0.id).\($0.revision)").inserted }.map(\.id)
    }

    /// Whether the counts of the stored codes are those of the sealed bytes.
    var isCountedRight: Bool { counts { Self.codes(of: $0.bytes) } == counts(\.codes) }

    /// How often each option of each item was chosen in the newest revisions.
    private func counts(_ codes: (MemoryResponseTable.Row) -> [UInt8]) -> [[UInt8: Int]] {
        var newest: [ResponseID: MemoryResponseTable.Row] = [:]
        for row in table.rows where (newest[row.id]?.revision ?? 0) < row.revision {
            newest[row.id] = row
        }
        var counts = Array(repeating: [UInt8: Int](), count: SimulatedSurvey.items.count)
        for row in newest.values {
            for (item, code) in codes(row).enumerated() { counts[item][code, default: 0] += 1 }
        }
        return counts
    }
}
