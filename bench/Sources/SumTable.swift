import Foundation
import MaturityModel

/// Count, sum and sum of squares of every organization and item, and the means of its nodes.
struct SumTable: Sendable {
    /// Count, sum and sum of squares, item by item within organization by organization.
    let sums: [Int64]
    /// The means of every organization's nodes.
    let nodes: [[Double]]

    private struct Part: Sendable {
        var sums: [Int64] = []
        var nodes: [[Double]] = []
    }

    /// The table of all organizations.
    init(_ organizations: [OrganizationAnswers], lanes: Int) {
        let parts = Lanes.run(organizations.count, lanes: lanes) { range in
            var part = Part()
            part.sums.reserveCapacity(range.count * RollUp.itemCount * 3)
            var means = [Double](repeating: 0, count: RollUp.itemCount)
            for number in range {
                for item in 0..<RollUp.itemCount {
                    let column = ColumnSums(organizations[number].column(item))
                    part.sums.append(column.count)
                    part.sums.append(column.sum)
                    part.sums.append(column.squares)
                    means[item] = Double(column.sum) / Double(column.count)
                }
                part.nodes.append(RollUp.nodes(means[...]))
            }
            return part
        }
        sums = parts.flatMap(\.sums)
        nodes = parts.flatMap(\.nodes)
    }

    /// Writes the sums as 64-bit integers in little-endian order.
    func write(to path: String) throws(BenchError) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sums.count * 8)
        for sum in sums {
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: sum >> Int64(shift)))
            }
        }
        do {
            try Data(bytes).write(to: URL(filePath: path))
        } catch {
            throw BenchError("cannot write \(path)")
        }
    }
}
