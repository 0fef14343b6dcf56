import SurveyProtocol

/// Removing what an archived round left here.
extension Spool {
    /// Removes acknowledged responses that the centre said anew that it has; their receipts stay.
    ///
    /// Receipts come first, so that a cut leaves a receipt for everything that is gone.
    /// - Parameter rulings: what the centre said, each with its receipt.
    /// - Returns: how many responses and bytes were, or would be, removed.
    func discard(
        _ rulings: [Ruling], of round: String, isDryRun: Bool
    ) throws(DiskFault) -> (count: Int, bytes: Int) {
        try locked { () throws(DiskFault) in
            let present = try Set(entries(round, .acknowledged))
            let stored = rulings.filter { present.contains($0.entry.moved(to: .acknowledged)) }
            var bytes = 0
            for ruling in stored {
                bytes += try disk.read(ruling.entry.moved(to: .acknowledged).path).count
            }
            guard !isDryRun else { return (stored.count, bytes) }
            let known = try receipts(round)
            var lines: [UInt8] = []
            for ruling in stored where known[ruling.entry.stem] == nil {
                VerdictLine(
                    of: (ruling.entry.id, ruling.entry.revision), digest: ruling.entry.digest,
                    verdict: ruling.verdict, receipt: ruling.receipt, problem: nil
                ).append(to: &lines)
            }
            if !lines.isEmpty { try appendLines(lines, to: Self.receiptsPath(round)) }
            try disk.remove(stored.map { $0.entry.moved(to: .acknowledged).path })
            try disk.removeEmpty(
                Set(stored.map(\.entry).filter { $0.bundle != nil }.map(\.folder)).sorted())
            return (stored.count, bytes)
        }
    }

    /// How many files of responses a round has here, in any state.
    func kept(_ round: String) throws(DiskFault) -> Int {
        try counts(round).values.reduce(0, +)
    }
}
