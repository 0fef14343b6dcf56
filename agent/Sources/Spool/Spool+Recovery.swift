import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Leftovers, quarantine, receipts.
extension Spool {
    /// Where a round's receipts are.
    static func receiptsPath(_ round: String) -> String {
        "\(folder(round, .acknowledged))/receipts.ndjson"
    }

    /// What was found while the spool was cleared.
    struct Cleared: Sendable {
        /// How many files went to quarantine.
        var strange = 0
        /// What waits, by round.
        var waiting: [String: [SpoolEntry]] = [:]
    }

    /// Clears what interrupted commands left behind, in every round.
    ///
    /// Temporary files and drafts of sealed responses are removed; files that the agent did not
    /// name go to quarantine. Responses are checked when they are read, not here.
    @discardableResult
    func recover() throws(DiskFault) -> Cleared {
        try locked { () throws(DiskFault) in
            var cleared = Cleared()
            for round in try rounds() {
                let folder = Self.folder(round, .drafts)
                let names = try disk.list(folder)
                var sealed: Set<String> = []
                for state in SpoolState.sealed {
                    let found = try clear(round, state)
                    cleared.strange += found.strange.count
                    if state == .waiting { cleared.waiting[round] = found.entries.sorted() }
                    if !names.isEmpty { sealed.formUnion(found.entries.map(\.stem)) }
                }
                try closeReturns(round)
                let over = names.filter { name in
                    name.hasPrefix(FileDisk.temporaryPrefix)
                        || sealed.contains(name.split(separator: ".").prefix(2).joined(by: "."))
                }
                try disk.remove(over.map { "\(folder)/\($0)" })
            }
            return cleared
        }
    }

    /// The receipts of a round by response and revision; the last one of each counts.
    func receipts(_ round: String) throws(DiskFault) -> [String: Receipt] {
        let bytes: [UInt8]
        do throws(DiskFault) {
            bytes = try disk.read(Self.receiptsPath(round))
        } catch {
            guard error.kind == .missing else { throw error }
            return [:]
        }
        var receipts: [String: Receipt] = [:]
        let decoder = JSONDecoder()
        for line in bytes.split(separator: 0x0A) {
            guard let line = try? decoder.decode(VerdictLine.self, from: Data(line)),
                let id = line.id, let revision = line.revision, let receipt = line.receipt
            else { continue }
            receipts["\(id).\(revision)"] = receipt
        }
        return receipts
    }

    /// The reason that lies beside a response, if there is one.
    func problem(of entry: SpoolEntry) throws(DiskFault) -> ReportedProblem? {
        let path = "\(Self.folder(entry.round, entry.state))/\(entry.stem).problem.json"
        do throws(DiskFault) {
            let bytes = try disk.read(path)
            return try? JSONDecoder().decode(ReportedProblem.self, from: Data(bytes))
        } catch {
            guard error.kind == .missing else { throw error }
            return nil
        }
    }

    /// One line for each response that is received now and was not before.
    static func receiptLines(_ rulings: [Ruling]) -> [UInt8] {
        var lines: [UInt8] = []
        for ruling in rulings where ruling.entry.state != ruling.state {
            guard let receipt = ruling.receipt else { continue }
            VerdictLine(
                of: (ruling.entry.id, ruling.entry.revision), digest: ruling.entry.digest,
                verdict: ruling.verdict, receipt: receipt, problem: nil
            ).append(to: &lines)
        }
        return lines
    }

    /// Appends whole lines; a torn line before them is ended first.
    func appendLines(_ lines: [UInt8], to path: String) throws(DiskFault) {
        var isTorn = false
        do throws(DiskFault) {
            isTorn = try disk.lastByte(of: path).map { $0 != 0x0A } ?? false
        } catch {
            guard error.kind == .missing else { throw error }
        }
        try disk.append(isTorn ? [0x0A] + lines : lines, to: path)
    }

    /// The file with the reason for a response's state.
    static func reason(_ problem: ReportedProblem, folder: String, stem: String) -> DiskFile {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = (try? encoder.encode(problem)).map { Array($0) } ?? []
        return DiskFile(path: "\(folder)/\(stem).problem.json", bytes: bytes + [0x0A])
    }

    /// Moves a file to quarantine under a free name, with the reason beside it.
    func setAside(
        _ path: String, name: String, stem: String, detail: String
    ) throws(DiskFault) {
        let round = String(path.split(separator: "/")[1])
        let folder = Self.folder(round, .quarantine)
        try disk.makeFolder(folder)
        let taken = try Set(disk.list(folder))
        var free = name
        var number = 1
        while taken.contains(free) {
            number += 1
            free = "\(name).\(number)"
        }
        let problem = ReportedProblem(
            code: "altered-here", title: "The file is not what the agent sealed.", detail: detail,
            hint: "the file is kept; fill in the survey of this respondent again")
        try disk.place([Self.reason(problem, folder: folder, stem: stem)])
        try disk.move([DiskMove(source: path, target: "\(folder)/\(free)")])
    }

    /// Clears a state's folder.
    private func clear(_ round: String, _ state: SpoolState) throws(DiskFault) -> Contents {
        let folder = Self.folder(round, state)
        var found = Contents()
        var empty: [String] = []
        var bundles: [String] = []
        for name in try disk.list(folder) {
            if SpoolEntry.isBundle(name) {
                bundles.append(name)
            } else {
                found.sort(name, SpoolEntry(round: round, state: state, name: name), in: folder)
            }
        }
        let places = bundles.map { "\(folder)/\($0)" }
        for (number, names) in try disk.list(places).enumerated() {
            for name in names {
                let entry = SpoolEntry(
                    round: round, state: state, bundle: bundles[number], name: name)
                found.sort(name, entry, in: places[number])
            }
            if names.isEmpty { empty.append(places[number]) }
        }
        for (folder, name) in found.strange {
            try setAside(
                "\(folder)/\(name)", name: name, stem: name,
                detail: "the agent did not give a file this name")
        }
        try disk.remove(found.temporary)
        try disk.removeEmpty(empty)
        return found
    }

    /// What is in a folder of responses.
    private struct Contents {
        var entries: [SpoolEntry] = []
        /// Files that were never promised to anybody.
        var temporary: [String] = []
        /// Files that the agent did not make.
        var strange: [(folder: String, name: String)] = []

        /// Takes in a file by its name, and by the response that the name stands for.
        mutating func sort(_ name: String, _ entry: SpoolEntry?, in folder: String) {
            if let entry {
                entries.append(entry)
            } else if name.hasPrefix(FileDisk.temporaryPrefix) {
                temporary.append("\(folder)/\(name)")
            } else if !name.hasPrefix("."), !name.hasSuffix(".problem.json"),
                name != "receipts.ndjson"
            {
                strange.append((folder, name))
            }
        }
    }
}

extension Sequence<Substring> {
    fileprivate func joined(by separator: String) -> String { joined(separator: separator) }
}
