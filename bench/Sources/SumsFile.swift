import Foundation
import MaturityModel

/// Writes counts and sums so that a peer's can be held against them, number by number.
enum SumsFile {
    /// Writes count, sum and sum of squares of each item within each organization, as 64-bit
    /// integers in little-endian order.
    static func write(_ sums: ItemSums, to path: String) throws(BenchError) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sums.counts.count * 24)
        for index in sums.counts.indices {
            append(Int64(sums.counts[index]), to: &bytes)
            append(try integer(sums.sums[index]), to: &bytes)
            append(try integer(sums.squares[index]), to: &bytes)
        }
        do {
            try Data(bytes).write(to: URL(filePath: path))
        } catch {
            throw BenchError("cannot write \(path)")
        }
    }

    private static func integer(_ sum: Double) throws(BenchError) -> Int64 {
        guard let whole = Int64(exactly: sum) else {
            throw BenchError("a sum of whole numbers is not whole")
        }
        return whole
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        for shift in stride(from: Int64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
