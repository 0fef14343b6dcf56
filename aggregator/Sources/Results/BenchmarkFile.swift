import Formats
import Foundation
import MaturityModel

/// Reads benchmarks in CSV form: one row a value,
/// `source,year,organizations,population,method,node,value`.
enum BenchmarkFile {
    private static let columns = [
        "source", "year", "organizations", "population", "method", "node", "value",
    ]
    private static let bytesMaximum = 4 * 1_048_576
    private static let textBytesMaximum = 400
    private static let yearRange = 1_900...2_200
    private static let faultsMaximum = 50

    /// What rows of one benchmark have in common.
    private struct Head: Hashable {
        let source: String
        let year: Int
        let organizations: Int
        let population: String
        let method: String
    }

    /// The benchmarks of a file.
    /// - Throws: `file-unreadable`, `benchmark-invalid` with every fault: line, column, reason.
    static func read(path: String) throws -> [Benchmark] {
        try read(DurableFile.read(path, bytesMaximum: bytesMaximum), name: path)
    }

    /// The benchmarks of a table with a name.
    /// - Throws: `benchmark-invalid` with every fault: line, column, reason.
    static func read(_ bytes: [UInt8], name: String) throws -> [Benchmark] {
        guard bytes.count <= bytesMaximum else {
            throw AggregatorError(
                .benchmarkInvalid, "the file has more than \(bytesMaximum) bytes",
                hint: "add it in parts")
        }
        let (benchmarks, faults) = read(bytes)
        guard faults.isEmpty else {
            var lines = faults.prefix(faultsMaximum).map {
                "\(name):\($0.line):\($0.column): \($0.reason)"
            }
            if faults.count > faultsMaximum {
                lines.append("and \(faults.count - faultsMaximum) more")
            }
            throw AggregatorError(
                .benchmarkInvalid,
                "the benchmarks have faults:\n" + lines.joined(separator: "\n"),
                hint: "mend the lines named above (line:field); nothing was added")
        }
        return benchmarks
    }

    /// The benchmarks of a table, or every fault of its rows.
    static func read(_ bytes: [UInt8]) -> (benchmarks: [Benchmark], faults: [CSVFault]) {
        var table = Table()
        do throws(CSVFault) {
            var reader = try CSVReader(bytes)
            guard let header = try reader.next() else {
                throw CSVFault(line: 1, column: 1, reason: "the file is empty")
            }
            guard header.fields.map({ $0.lowercased() }) == columns else {
                throw CSVFault(
                    line: header.line, column: 1,
                    reason: "the header is not `\(columns.joined(separator: ","))`")
            }
            while let row = try reader.next() { table.add(row) }
            if table.isEmpty {
                throw CSVFault(line: header.line + 1, column: 1, reason: "there is no value")
            }
        } catch {
            return ([], table.faults + [error])
        }
        return (table.benchmarks, table.faults)
    }

    /// Rows read so far.
    private struct Table {
        private(set) var faults: [CSVFault] = []
        private var heads: [Head] = []
        private var values: [Head: [String: Double]] = [:]

        var isEmpty: Bool { heads.isEmpty && faults.isEmpty }

        var benchmarks: [Benchmark] {
            heads.map { head in
                Benchmark(
                    head.source, year: head.year, over: head.organizations,
                    basis: (head.population, head.method), values: values[head] ?? [:])
            }
        }

        mutating func add(_ row: TableRow) {
            let before = faults.count
            func fault(_ column: Int, _ reason: String) {
                faults.append(CSVFault(line: row.line, column: column + 1, reason: reason))
            }
            guard row.fields.count == columns.count else {
                return fault(0, "the row has \(row.fields.count) fields, not \(columns.count)")
            }
            let fields = row.fields.map { $0.trimmingCharacters(in: .whitespaces) }
            for column in [0, 3, 4, 5] {
                if fields[column].isEmpty { fault(column, "\(columns[column]) is empty") }
                if let character = HiddenCharacter.first(in: fields[column], isOneLine: true) {
                    fault(column, "\(columns[column]) has the control character \(character)")
                }
                if fields[column].utf8.count > textBytesMaximum {
                    fault(column, "\(columns[column]) has more than \(textBytesMaximum) bytes")
                }
            }
            let year = Int(fields[1]).flatMap { yearRange.contains($0) ? $0 : nil }
            if year == nil { fault(1, "`\(fields[1].prefix(32))` is not a year") }
            let organizations = Int(fields[2]).flatMap { $0 > 0 ? $0 : nil }
            if organizations == nil {
                fault(2, "`\(fields[2].prefix(32))` is not a number of organizations")
            }
            let value = Double(fields[6]).flatMap { (0...100).contains($0) ? $0 : nil }
            if value == nil { fault(6, "`\(fields[6].prefix(32))` is not a number from 0 to 100") }
            guard before == faults.count, let year, let organizations, let value else { return }
            let head = Head(
                source: fields[0], year: year, organizations: organizations,
                population: fields[3], method: fields[4])
            if values[head] == nil { heads.append(head) }
            if values[head, default: [:]].updateValue(value, forKey: fields[5]) != nil {
                fault(5, "the node `\(fields[5])` has two values in this benchmark")
            }
        }
    }
}
