import Foundation
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Responses that were sealed together")
struct SpoolBundleTests {
    private func accepted(_ entry: SpoolEntry) -> Ruling {
        let receipt = Receipt(
            server: "server-1", epoch: 1, sequence: 1, receivedAt: "2026-03-01T09:30:00Z")
        return Ruling(entry: entry, verdict: .accepted, receipt: receipt, problem: nil)
    }

    private func refused(_ entry: SpoolEntry) -> Ruling {
        Ruling(
            entry: entry, verdict: .refused, receipt: nil,
            problem: ReportedProblem(Problem(.optionUnknown, "x")))
    }

    /// Seals responses; where they are, by id.
    private func seal(_ count: Int, in spool: Spool) throws -> [SpoolEntry] {
        try spool.seal(Fixture.responses(count, device: Fixture.device()), round: "2026").sorted()
    }

    @Test("They lie in bundles of a hundred, one alone by itself", arguments: DiskKind.allCases)
    func sealing(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let entries = try seal(250, in: spool)
            let bundles = try disk.list("spool/2026/waiting")
            #expect(bundles == [0, 100, 200].map { entries[$0].stem })
            let sizes = try bundles.map { try disk.list("spool/2026/waiting/\($0)").count }
            #expect(sizes == [100, 100, 50])
            #expect(try spool.entries("2026", .waiting) == entries)
            #expect(try spool.counts("2026")[.waiting] == 250)
        }
        try kind.withDisk { disk in
            let entry = try #require(try seal(1, in: Fixture.spool(disk)).first)
            #expect(try disk.list("spool/2026/waiting") == [entry.name])
        }
    }

    @Test("Those that are all acknowledged are moved in one step a bundle")
    func wholeBundles() throws {
        let disk = MemoryDisk()
        let spool = Fixture.spool(disk)
        let entries = try seal(250, in: spool)
        let before = disk.steps
        try spool.settle(entries.map(accepted))
        // The receipts are another step.
        #expect(disk.steps - before == 4)
        #expect(try disk.list("spool/2026/waiting").isEmpty)
        let moved = try spool.entries("2026", .acknowledged)
        #expect(moved.map(\.digest) == entries.map(\.digest))
        #expect(try spool.read(moved[120]) == .intact(disk.read(moved[120].path)))
    }

    @Test(
        "One that is refused leaves its bundle, and the others go on", arguments: DiskKind.allCases)
    func oneRefused(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let entries = try seal(5, in: spool)
            try spool.settle(entries.map { $0 == entries[2] ? refused($0) : accepted($0) })
            #expect(try spool.entries("2026", .refused).map(\.stem) == [entries[2].stem])
            let acknowledged = try spool.entries("2026", .acknowledged)
            #expect(acknowledged.map(\.stem) == [0, 1, 3, 4].map { entries[$0].stem })
            #expect(try spool.entries("2026", .waiting).isEmpty)
            #expect(try spool.recover().strange == 0)
            #expect(try disk.list("spool/2026/waiting").isEmpty)
        }
    }

    @Test("A request may end within a bundle", arguments: DiskKind.allCases)
    func halfBundles(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let entries = try seal(5, in: spool)
            try spool.settle(entries[..<2].map(accepted))
            #expect(try spool.entries("2026", .waiting) == Array(entries[2...]))
            try spool.settle(entries[2...].map(accepted))
            #expect(try spool.entries("2026", .waiting).isEmpty)
            #expect(
                try spool.entries("2026", .acknowledged).map(\.digest) == entries.map(\.digest))
        }
    }

    @Test(
        "A bundle with something else in it is not moved as a whole", arguments: DiskKind.allCases)
    func strangers(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let entries = try seal(3, in: spool)
            try disk.place([
                DiskFile(path: "\(entries[0].folder)/note.txt", bytes: [1]),
                DiskFile(path: "\(entries[0].folder)/.new-99-1", bytes: [2]),
            ])
            try spool.settle(entries.map(accepted))
            #expect(try spool.entries("2026", .acknowledged).count == 3)
            #expect(try disk.list(entries[0].folder) == [".new-99-1", "note.txt"])
            #expect(try spool.recover().strange == 1)
            #expect(try disk.read("spool/2026/quarantine/note.txt") == [1])
            #expect(try spool.recover().strange == 0)
            #expect(try disk.list("spool/2026/waiting").isEmpty)
        }
    }

    @Test("What a restored centre lacks waits again", arguments: DiskKind.allCases, [true, false])
    func requeueing(kind: DiskKind, whole: Bool) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            try spool.settle(seal(4, in: spool).map(accepted))
            let stored = try spool.entries("2026", .acknowledged)
            let missing = whole ? stored : Array(stored.dropFirst())
            let waiting = try spool.requeue(missing)
            #expect(waiting.map(\.digest) == missing.map(\.digest))
            #expect(try spool.entries("2026", .waiting) == waiting)
            #expect(try disk.list("spool/2026/waiting").count == (whole ? 1 : 3))
            for entry in waiting {
                #expect(try spool.read(entry) == .intact(disk.read(entry.path)))
            }
        }
    }

    @Test(
        "A bundle that somebody moved meanwhile is left where it is", arguments: DiskKind.allCases)
    func movedMeanwhile(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let entries = try seal(3, in: spool)
            try spool.settle(entries.map(accepted))
            try spool.settle(entries.map(accepted))
            #expect(try spool.entries("2026", .acknowledged).count == 3)
            #expect(try spool.read(entries[1]) == .gone)
        }
    }

    @Test(
        "A file in the place of a bundle does not stop its responses", arguments: DiskKind.allCases)
    func obstacle(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let entries = try seal(3, in: spool)
            let bundle = try #require(entries[0].bundle)
            let obstacle = "spool/2026/acknowledged/\(bundle)"
            try disk.place([DiskFile(path: obstacle, bytes: [1])])
            try spool.settle(entries.map(accepted))
            #expect(try spool.entries("2026", .acknowledged).map(\.stem) == entries.map(\.stem))
            #expect(try disk.read(obstacle) == [1])
        }
    }

    @Test("A folder or a pipe in the place of a response is set aside", arguments: [true, false])
    func noFile(isFolder: Bool) throws {
        try withTemporaryFolder { home in
            let disk = FileDisk(home: home)
            let spool = Fixture.spool(disk)
            let entries = try seal(3, in: spool)
            try disk.remove([entries[1].path])
            if isFolder {
                try disk.makeFolder(entries[1].path)
            } else {
                // Unsafe because mkfifo() reads a C string that lives during the call.
                #expect(unsafe mkfifo("\(home)/\(entries[1].path)", 0o600) == 0)
            }
            #expect(try spool.read(entries[1]) == .quarantined)
            #expect(try spool.entries("2026", .waiting) == [entries[0], entries[2]])
            #expect(try disk.list("spool/2026/quarantine").contains(entries[1].name))
        }
    }

    @Test("Names that are no bundle's are told from those that are")
    func names() throws {
        let entry = try #require(
            try seal(1, in: Fixture.spool(MemoryDisk())).first)
        #expect(SpoolEntry.isBundle(entry.stem))
        for name in [
            "", entry.name, "\(entry.id)", "\(entry.id).", "\(entry.id).0", "\(entry.id).01",
            "\(entry.stem).problem.json", "x\(entry.stem)", ".new-1-1",
        ] {
            #expect(!SpoolEntry.isBundle(name), "\(name)")
        }
    }
}
