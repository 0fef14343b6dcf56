import SurveyProtocol

/// Removing what an archived round left here.
extension Spool {
    /// Removes acknowledged responses that the centre said anew that it has; their receipts stay.
    ///
    /// Receipts come first, so that a cut leaves a receipt for everything that is gone. A file that
    /// is not what was sealed is set aside: what is in it is nowhere else.
    /// - Parameter rulings: what the centre said, each with its receipt.
    /// - Returns: how many responses and bytes were, or would be, removed, and how many set aside.
    func discard(
        _ rulings: [Ruling], of round: String, isDryRun: Bool
    ) throws(DiskFault) -> (count: Int, bytes: Int, altered: Int) {
        try locked { () throws(DiskFault) in
            let present = try Set(entries(round, .acknowledged))
            var stored: [Ruling] = []
            var (bytes, altered) = (0, 0)
            for ruling in rulings {
                let entry = ruling.entry.moved(to: .acknowledged)
                guard present.contains(entry) else { continue }
                let found = try disk.read(entry.path)
                if let reason = Self.alteration(of: entry, found[...]) {
                    altered += 1
                    guard !isDryRun else { continue }
                    try setAside(entry.path, name: entry.name, stem: entry.stem, detail: reason)
                } else {
                    stored.append(ruling)
                    bytes += found.count
                }
            }
            guard !isDryRun else { return (stored.count, bytes, altered) }
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
            return (stored.count, bytes, altered)
        }
    }

    /// How many files of responses a round has here, in any state.
    func kept(_ round: String) throws(DiskFault) -> Int {
        try counts(round).values.reduce(0, +)
    }
}
