import SurveyProtocol
import Synchronization
import Testing

@testable import SurveyAgent

@Suite("What the spool promises on every disk")
struct SpoolContractTests {
    private func ruling(_ entry: SpoolEntry, _ verdict: Verdict, at sequence: Int = 1) -> Ruling {
        let receipt = Receipt(
            server: "server-1", epoch: 1, sequence: sequence, receivedAt: "2026-03-01T09:30:00Z")
        let problem = verdict.isReceived ? nil : ReportedProblem(Problem(.optionUnknown, "x"))
        return Ruling(
            entry: entry, verdict: verdict, receipt: verdict == .refused ? nil : receipt,
            problem: problem)
    }

    @Test("A sealed response is read back byte for byte", arguments: DiskKind.allCases)
    func sealing(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let responses = try Fixture.responses(3, device: Fixture.device())
            let entries = try spool.seal(responses, round: "2026")
            #expect(try spool.entries("2026", .waiting) == entries.sorted())
            for (entry, response) in zip(entries, responses) {
                #expect(try spool.read(entry) == .intact(response.bytes))
            }
        }
    }

    @Test("Each verdict leads to its folder, with receipt and reason", arguments: DiskKind.allCases)
    func settling(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let entries = try spool.seal(
                Fixture.responses(5, device: Fixture.device()), round: "2026")
            try spool.settle(
                zip(entries, Verdict.allCases).enumerated().map { number, pair in
                    ruling(pair.0, pair.1, at: number + 1)
                })
            let counts = try spool.counts("2026")
            #expect(counts[.waiting] == 0)
            #expect(counts[.acknowledged] == 3)
            #expect(counts[.held] == 1)
            #expect(counts[.refused] == 1)
            let refused = try #require(try spool.entries("2026", .refused).first)
            #expect(try spool.problem(of: refused)?.code == "option-unknown")
            let receipts = try spool.receipts("2026")
            #expect(receipts.count == 4)
            #expect(receipts[entries[1].stem]?.sequence == 2)
        }
    }

    @Test(
        "An altered, cut or emptied file goes to quarantine and is kept",
        arguments: DiskKind.allCases,
        ["altered", "cut", "emptied"])
    func alteration(kind: DiskKind, damage: String) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let response = try Fixture.responses(1, device: Fixture.device())
            let entry = try #require(try spool.seal(response, round: "2026").first)
            var bytes = response[0].bytes
            switch damage {
            case "altered": bytes[bytes.count - 40] ^= 1
            case "cut": bytes.removeLast(bytes.count / 2)
            default: bytes = []
            }
            try disk.place([DiskFile(path: entry.path, bytes: bytes)])
            #expect(try spool.read(entry) == .quarantined)
            #expect(try spool.read(entry) == .gone)
            #expect(try spool.counts("2026")[.quarantine] == 1)
            let kept = "spool/2026/quarantine/\(entry.name)"
            #expect(try disk.read(kept) == bytes)
            #expect(try disk.list("spool/2026/quarantine").contains("\(entry.stem).problem.json"))
        }
    }

    @Test(
        "Recovery removes temporary files and sets strange ones aside", arguments: DiskKind.allCases
    )
    func recovery(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            _ = try spool.seal(Fixture.responses(1, device: Fixture.device()), round: "2026")
            try disk.place([
                DiskFile(path: "spool/2026/waiting/.new-99-1", bytes: [1]),
                DiskFile(path: "spool/2026/waiting/note.txt", bytes: [2]),
            ])
            #expect(try spool.recover().strange == 1)
            #expect(try disk.list("spool/2026/waiting").count == 1)
            #expect(try disk.read("spool/2026/quarantine/note.txt") == [2])
            #expect(try spool.recover().strange == 0)
        }
    }

    @Test("A draft comes back and goes when its response is sealed", arguments: DiskKind.allCases)
    func drafts(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let response = try Fixture.responses(1, device: Fixture.device())[0]
            var draft = Draft(
                id: response.id, revision: 1, replaces: nil, round: "2026",
                questionnaire: Digest.zero, respondent: nil, isLabeled: false,
                startedAt: "2026-03-01T09:30:00Z")
            draft.answers["one.a"] = "low"
            try spool.save(draft)
            #expect(try spool.drafts("2026") == [draft])
            // As if the power went between sealing and removing.
            _ = try spool.seal([response], round: "2026")
            try spool.recover()
            #expect(try spool.drafts("2026").isEmpty)
        }
    }

    @Test("A torn last line of the receipts costs nothing", arguments: DiskKind.allCases)
    func tornReceipts(kind: DiskKind) throws {
        try kind.withDisk { disk in
            let spool = Fixture.spool(disk)
            let entries = try spool.seal(
                Fixture.responses(2, device: Fixture.device()), round: "2026")
            try disk.append(Array("{\"id\":\"01".utf8), to: Spool.receiptsPath("2026"))
            try spool.settle(entries.map { ruling($0, .accepted) })
            #expect(try spool.receipts("2026").count == 2)
        }
    }

    @Test("A lock file that nobody holds does not stop anybody", arguments: DiskKind.allCases)
    func deadLock(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("spool")
            try disk.place([DiskFile(path: "spool/lock", bytes: [])])
            let entries = try Fixture.spool(disk).seal(
                Fixture.responses(1, device: Fixture.device()), round: "2026")
            #expect(entries.count == 1)
        }
    }

    @Test("A lock that is held is waited for and then named", arguments: DiskKind.allCases)
    func heldLock(kind: DiskKind) throws {
        try kind.withDisk { disk in
            try disk.makeFolder("spool")
            let lock = try disk.lock("spool/lock")
            let waits = Atomic(0)
            let spool = Spool(disk: disk, pause: { waits.add(1, ordering: .relaxed) })
            let fault = #expect(throws: DiskFault.self) { try spool.recover() }
            #expect(fault?.kind == .busy)
            #expect(waits.load(ordering: .relaxed) == Spool.lockTriesMaximum)
            withExtendedLifetime(lock) {}
        }
    }
}
