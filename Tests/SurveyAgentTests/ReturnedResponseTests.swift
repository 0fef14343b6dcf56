import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Returned responses are named and open again")
struct ReturnedResponseTests {
    private let disk = MemoryDisk()
    private let site: FormSite

    init() throws { site = try FormVisit.site(disk) }

    private func take(_ table: String) throws {
        let task = Import(
            sealer: try Fixture.sealer(Fixture.device(seed: 5)), key: try Fixture.key(),
            spool: Fixture.spool(disk), fileName: "answers.csv")
        _ = try task.run(Array(table.utf8))
    }

    private func giveBack(_ entry: SpoolEntry) throws {
        let question = ReconcileQuestion(
            id: entry.id, revision: entry.revision, digest: entry.digest)
        let back = ReturnedResponse(
            question, reason: "Which unit is it?", returnedAt: "2026-03-01T09:30:00Z")
        #expect(try site.agent.spool.giveBack([back], round: "2026") == 1)
    }

    private func correct(_ id: ResponseID, with fields: [(String, String)] = []) -> FormVisit {
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026/responses/\(id)")
        visit.post("/rounds/2026/responses/\(id)/correct", fields)
        return visit
    }

    @Test("an imported response is named by file and line, and opens with its answers")
    func imported() throws {
        try take("respondent,one.a\nanna,low\n,mid\n")
        let entries = try site.sealed("2026")
        for entry in entries { try giveBack(entry) }
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026")
        #expect(visit.page.contains("answers.csv, line 2"))
        #expect(visit.page.contains("answers.csv, line 3"))
        visit.get("/status")
        #expect(visit.page.contains("answers.csv line 2"))
        let status = StatusText.lines(try StatusReport(site.agent)).joined(separator: "\n")
        #expect(status.contains("(answers.csv line 3)"))
        for entry in entries {
            #expect(correct(entry.id).page.contains("Which unit is it?"))
        }
        #expect(
            try Set(site.agent.spool.drafts("2026").compactMap { $0.answers["one.a"] })
                == ["low", "mid"])
    }

    @Test("a response of before opens with its label, and with no other")
    func labeled() throws {
        try take("respondent,one.a\nanna,low\n")
        try disk.remove(["imports/2026.json"])
        let entry = try #require(try site.sealed("2026").first)
        try giveBack(entry)
        #expect(correct(entry.id).page.contains("The response&#39;s label"))
        let wrong = correct(entry.id, with: [("label", "bo")])
        #expect(wrong.page.contains("not the label of this response"))
        #expect(try site.agent.spool.drafts("2026").isEmpty)
        #expect(correct(entry.id, with: [("label", "anna")]).page.contains("Which unit is it?"))
        try take("respondent,one.a\nanna,low\n")
        #expect(try Provenance("2026", in: site.agent.home).mayOpen(entry.id))
    }

    @Test("what somebody gave with a link of their own opens for nobody else")
    func tracked() throws {
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026/invitations")
        visit.post("/rounds/2026/invitations", [("labels", "anna")])
        let code = try #require(try site.agent.home.invitations("2026").invitations.first?.code)
        let anna = FormVisit(site, door: .network)
        anna.get("/a/\(code)")
        anna.post("/begin", [])
        let stem = try #require(try site.agent.spool.drafts("2026").first?.stem)
        anna.post("/answer/2026/\(stem)/2", [("a.one.a", "mid"), ("go", "review")])
        anna.post("/answer/2026/\(stem)/review", [])
        let entry = try #require(try site.sealed("2026").first)
        try giveBack(entry)
        visit.get("/rounds/2026")
        #expect(visit.page.contains("Ask anna to open the link again"))
        _ = correct(entry.id, with: [("label", "anna")])
        visit.get("/rounds/2026")
        visit.post("/rounds/2026/fill", [("label", "anna")])
        #expect(visit.page.contains("answered with a link of their own"))
        #expect(throws: CollectFault.self) {
            try site.collector("2026").begin(.label("anna"), unit: nil)
        }
        #expect(try site.agent.spool.drafts("2026").isEmpty)
    }
}
