import Foundation
import GRDB

/// Finds the answers beside responses that are read in the order of arrival.
///
/// It keeps the block at which each organization is, within a bound.
struct AnswerLookup {
    /// What is beside a response.
    struct Found {
        /// One byte an item.
        let codes: Data
        /// The unit's name.
        let unit: String?
        /// The digest of the sealed bytes that the answers were taken from.
        let digest: Data
    }

    /// Bytes of codes that are kept; beyond them everything is forgotten and read again.
    private static let keptBytesMaximum = 8 * 1_048_576

    private let statement: RawStatement
    private var kept: [Int64: AnswerRows] = [:]
    private var keptBytes = 0

    /// Prepares to read.
    /// - Parameter database: a connection of a store, which is in a transaction for as long as
    ///   this is used.
    init(_ database: Database) throws {
        statement = try RawStatement(
            database,
            sql: """
                SELECT sequence, identities, sequences, codes, units FROM answerBlock
                WHERE organization = ? AND sequence >= ? ORDER BY sequence LIMIT 1
                """)
    }

    /// What is beside a response of an organization; nil when there is nothing, when the block
    /// does not fit together, or when another response is at its place.
    mutating func find(
        _ id: Data, revision: Int64, of organization: Int64, at sequence: Int64
    ) throws -> Found? {
        guard let rows = try block(of: organization, at: sequence) else { return nil }
        let sequences = rows.arrivals.sequences
        var (low, high) = (0, sequences.count)
        while low < high {
            let middle = (low + high) / 2
            if sequences[middle] < sequence { low = middle + 1 } else { high = middle }
        }
        guard low < sequences.count, sequences[low] == sequence else { return nil }
        let identity = rows.arrivals.identityBytes(low)
        guard id.elementsEqual(identity[..<16]), rows.arrivals.revision(low) == revision else {
            return nil
        }
        let codes = rows.codes[low * rows.itemCount..<(low + 1) * rows.itemCount]
        return Found(codes: Data(codes), unit: rows.units[low], digest: Data(identity[24...]))
    }

    private mutating func block(of organization: Int64, at sequence: Int64) throws -> AnswerRows? {
        if let rows = kept[organization], let first = rows.arrivals.sequences.first,
            let last = rows.arrivals.sequences.last, first <= sequence, sequence <= last
        {
            return rows
        }
        statement.bind(organization, at: 1)
        statement.bind(sequence, at: 2)
        defer { statement.finish() }
        guard try statement.step(), let rows = try? AnswerRows(block: statement) else {
            return nil
        }
        keptBytes += rows.codes.count - (kept[organization]?.codes.count ?? 0)
        if keptBytes > Self.keptBytesMaximum {
            kept.removeAll()
            keptBytes = rows.codes.count
        }
        kept[organization] = rows
        return rows
    }
}
