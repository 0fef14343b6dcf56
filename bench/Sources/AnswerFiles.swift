import Foundation
import MaturityModel

/// Reads the answers that every system of the comparison is given.
///
/// One file holds a byte for each answer, column after column; the other the row at which each
/// organization begins, and the number of rows last, as 64-bit integers in little-endian order.
struct AnswerFiles {
    private let answers: Data
    private let starts: [Int]
    private let itemCount: Int

    /// The files at two paths.
    /// - Throws: when they cannot be read or do not fit together.
    init(answers path: String, offsets: String, itemCount: Int) throws(BenchError) {
        answers = try Self.contents(of: path)
        let bytes = try Self.contents(of: offsets)
        var starts: [Int] = []
        var value: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            value |= UInt64(byte) << UInt64(index % 8 * 8)
            if index % 8 == 7 {
                starts.append(Int(truncatingIfNeeded: value))
                value = 0
            }
        }
        guard bytes.count % 8 == 0, let rows = starts.last, starts.first == 0,
            starts == starts.sorted(), answers.count == rows * itemCount
        else { throw BenchError("\(path) and \(offsets) do not fit together") }
        self.starts = starts
        self.itemCount = itemCount
    }

    /// The answers of every organization, in their order.
    func organizations() -> [OrganizationAnswers] {
        let rows = starts[starts.count - 1]
        let bytes = answers.span
        var row = [UInt8](repeating: 0, count: itemCount)
        return zip(starts, starts.dropFirst()).map { first, end in
            var organization = OrganizationAnswers(itemCount: itemCount)
            organization.reserve(rows: end - first)
            for index in first..<end {
                for item in 0..<itemCount { row[item] = bytes[item * rows + index] }
                organization.append(row: row.span)
            }
            return organization
        }
    }

    private static func contents(of path: String) throws(BenchError) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw BenchError("cannot read \(path)")
        }
    }
}
