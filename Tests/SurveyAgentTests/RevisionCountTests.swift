import Pages
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("A corrected response is one response with two revisions")
struct RevisionCountTests {
    private let disk = MemoryDisk()
    private let site: FormSite

    init() throws {
        site = try FormVisit.site(disk)
        for table in ["anna,low\nbo,mid\n", "anna,high\nbo,mid\n"] {
            let task = Import(
                sealer: try Fixture.sealer(Fixture.device(seed: UInt64(disk.steps))),
                key: try Fixture.key(), spool: Fixture.spool(disk), fileName: "answers.csv")
            _ = try task.run(Array("respondent,one.a\n\(table)".utf8))
        }
    }

    private func move(_ entries: [SpoolEntry], to state: SpoolState) throws {
        try disk.move(entries.map { DiskMove(source: $0.path, target: $0.moved(to: state).path) })
    }

    @Test("Status counts it once in a state, and in both when its correction waits")
    func status() throws {
        let waiting = try site.agent.spool.entries("2026", .waiting)
        #expect(waiting.count == 3)
        #expect(try StatusReport(site.agent).counts.waiting == 2)
        try move(waiting.filter { $0.revision == 1 }, to: .acknowledged)
        let counts = try StatusReport(site.agent).counts
        #expect(counts.waiting == 1 && counts.acknowledged == 2)
        try move(waiting.filter { $0.revision == 2 }, to: .acknowledged)
        let text = StatusText.lines(try StatusReport(site.agent)).joined(separator: "\n")
        #expect(text.contains("0 waiting, 2 acknowledged"))
    }

    @Test("The form says how many responses are handed in and wait, not how many revisions")
    func form() throws {
        let visit = FormVisit.coordinator(site)
        for page in ["/", "/rounds/2026"] {
            visit.get(page)
            #expect(visit.page.contains("2 responses handed in"))
            #expect(!visit.page.contains("3 responses"))
        }
        visit.get("/status")
        #expect(visit.page.contains("2 responses saved here, waiting to be sent"))
    }

    @Test("What counts revisions says so, when there are more of them than responses")
    func words() {
        let corrected = SealedCount(responses: 2, revisions: 3)
        #expect(StatusWords.sealed(corrected) == "3 revisions of 2 responses")
        #expect(StatusWords.sealed(corrected, .swedish) == "3 versioner av 2 svar")
        #expect(StatusWords.sealed(SealedCount(responses: 1, revisions: 1)) == "1 response")
    }
}
