import Dispatch
import SurveyProtocol
import Synchronization

/// Reading one large body on several threads.
extension BatchReader {
    /// Bytes of a body that are worth a thread.
    static let partBytesMinimum = 131_072

    /// The batch that a body holds, read on as many threads as its size is worth.
    ///
    /// Blocks: not for a cooperative thread. The batch is the same for any number of threads.
    /// - Throws: `batch-too-large`; every other fault is a line's own.
    static func read(
        _ body: [UInt8], from sender: BatchSender, threads: Int
    ) throws(Problem) -> Batch {
        // Twice as many parts, so that a thread that comes late leaves the others something to do.
        let most = threads > 1 ? threads * 2 : 1
        return try read(body, from: sender, parts: min(most, body.count / partBytesMinimum))
    }

    /// The batch that a body holds, read in parts of about the same size at the same time.
    static func read(
        _ body: [UInt8], from sender: BatchSender, parts count: Int
    ) throws(Problem) -> Batch {
        guard count > 1 else {
            var reader = BatchReader(sender: sender)
            return try reader.read(body)
        }
        let ranges = ranges(of: body, count: count)
        let results = Mutex([Result<Part, Problem>?](repeating: nil, count: ranges.count))
        DispatchQueue.concurrentPerform(iterations: ranges.count) { index in
            var reader = BatchReader(sender: sender)
            let result = Result { () throws(Problem) in try reader.read(ranges[index], of: body) }
            results.withLock { $0[index] = result }
        }
        var whole: Part?
        for case let result? in results.withLock(\.self) {
            let part = try result.get()
            try whole?.append(part)
            whole = whole ?? part
        }
        guard let whole else {
            var reader = BatchReader(sender: sender)
            return try reader.read(body)
        }
        return whole.batch
    }

    /// Bounds of parts that begin where a line begins.
    private static func ranges(of body: [UInt8], count: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for number in 1...count where start < body.count {
            let wanted = max(body.count * number / count, start)
            let end =
                number == count ? body.count : min(lineEnd(in: body, from: wanted) + 1, body.count)
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }

    /// What was read of a part of a body.
    struct Part: Sendable {
        /// Its lines, with the whole body.
        var batch: Batch
        /// How many lines were empty.
        var empty = 0

        /// Takes in the part that follows.
        mutating func append(_ next: Part) throws(Problem) {
            let start = batch.codes.count
            batch.codes += next.batch.codes
            for var line in next.batch.lines {
                if !line.codes.isEmpty {
                    line.codes = line.codes.lowerBound + start..<line.codes.upperBound + start
                }
                batch.lines.append(line)
            }
            empty += next.empty
            try check()
        }

        /// Refuses more lines than a batch may have.
        func check() throws(Problem) {
            let most = Limits.batchResponsesMaximum
            guard batch.lines.count <= most else {
                throw Problem(.batchTooLarge, "more than \(most) responses")
            }
            guard empty <= most else {
                throw Problem(.batchTooLarge, "more than \(most) empty lines")
            }
        }
    }
}
