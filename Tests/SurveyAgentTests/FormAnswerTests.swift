import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Answering in the form")
struct FormAnswerTests {
    private let disk = MemoryDisk()

    private func draft(_ site: FormSite) throws -> Draft? {
        try site.agent.spool.drafts("2026").first
    }

    /// The coordinator on the first page of a new response.
    private func begun(_ site: FormSite, label: String = "") throws -> (FormVisit, String) {
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026")
        visit.post("/rounds/2026/fill", [("label", label)])
        let stem = try #require(try draft(site)?.stem)
        return (visit, "/answer/2026/\(stem)")
    }

    @Test("each page is saved before the next one is shown, and sealing leaves one response")
    func wholeWay() throws {
        let site = try FormVisit.site(disk)
        let (visit, path) = try begun(site)
        #expect(visit.page.contains("About you"))
        visit.post("\(path)/1", [("b.role", "staff"), ("unit", "Kaj"), ("go", "next")])
        #expect(try draft(site)?.background == ["role": "staff"])
        #expect(try draft(site)?.unit == "Kaj")
        visit.post("\(path)/2", [("a.one.a", "low"), ("comment", "Hm"), ("go", "review")])
        #expect(visit.page.contains("Hand in the response"))
        visit.post("\(path)/review", [])
        #expect(visit.page.contains("handed in and saved on this computer"))
        #expect(try draft(site) == nil)
        let sealed = try site.sealed("2026")
        #expect(sealed.map(\.state) == [.waiting])
        #expect(try site.agent.home.notes("2026").comments(on: "one") == ["Hm"])
        #expect(try site.agent.home.notes("2026").own == sealed.map(\.id))
    }

    @Test("a question that an answer brings up is shown before the page is left")
    func relevance() throws {
        let site = try FormVisit.site(disk)
        let (visit, path) = try begun(site)
        visit.get("\(path)/3")
        #expect(!visit.page.contains("a.two.a"))
        visit.get("\(path)/2")
        visit.post("\(path)/2", [("a.one.b", "high"), ("go", "next")])
        #expect(visit.page.contains("a.two.a"))
    }

    @Test("what is required is asked for before handing in")
    func required() throws {
        let site = try FormVisit.site(disk)
        let (visit, path) = try begun(site)
        visit.get("\(path)/review")
        #expect(visit.page.contains("must be answered first"))
        #expect(!visit.page.contains("Hand in the response"))
        visit.get("\(path)/1")
        visit.post("\(path)/review", [])
        #expect(try site.sealed("2026").isEmpty)
    }

    @Test("a script saves one answer at a time, and nothing that is no answer")
    func autosave() throws {
        let site = try FormVisit.site(disk)
        let (visit, path) = try begun(site)
        let reply = visit.post("\(path)/2", [("a.one.b", "mid"), ("go", "autosave")])
        #expect(String(decoding: reply.body, as: UTF8.self) == "1 4 same\n")
        #expect(try draft(site)?.answers == ["one.b": "mid"])
        visit.get("\(path)/2")
        visit.post("\(path)/2", [("a.one.b", "nonsense"), ("a.two.a", "x"), ("go", "autosave")])
        #expect(try draft(site)?.answers == ["one.b": "mid"])
        visit.get("\(path)/2")
        visit.post("\(path)/2", [("clear", "a.one.b")])
        #expect(try draft(site)?.answers.isEmpty == true)
    }

    @Test("a correction is the next revision and names what it replaces")
    func correction() throws {
        let site = try FormVisit.site(disk)
        let (visit, path) = try begun(site)
        visit.post("\(path)/2", [("a.one.a", "low"), ("go", "review")])
        visit.post("\(path)/review", [])
        let first = try #require(try site.sealed("2026").first)
        visit.post("/rounds/2026/responses/\(first.id)/correct", [])
        let draft = try #require(try draft(site))
        #expect(draft.answers == ["one.a": "low"])
        #expect(draft.revision == 2 && draft.replaces == first.digest)
        visit.get("/answer/2026/\(draft.stem)/2")
        visit.post("/answer/2026/\(draft.stem)/2", [("a.one.a", "high"), ("go", "review")])
        visit.post("/answer/2026/\(draft.stem)/review", [])
        #expect(try site.sealed("2026").map(\.revision) == [2])
    }

    @Test("a returned response shows its reason, and the corrected one answers it")
    func returned() throws {
        let site = try FormVisit.site(disk)
        let (visit, path) = try begun(site)
        visit.post("\(path)/2", [("a.one.a", "low"), ("go", "review")])
        visit.post("\(path)/review", [])
        let first = try #require(try site.sealed("2026").first)
        let question = ReconcileQuestion(
            id: first.id, revision: first.revision, digest: first.digest)
        let back = ReturnedResponse(
            question, reason: "Which unit is it?", returnedAt: "2026-03-01T09:30:00Z")
        #expect(try site.agent.spool.giveBack([back], round: "2026") == 1)
        visit.get("/rounds/2026")
        #expect(visit.page.contains("Which unit is it?"))
        #expect(visit.page.contains("1 returned"))
        visit.get("/rounds/2026/responses/\(first.id)")
        visit.post("/rounds/2026/responses/\(first.id)/correct", [])
        #expect(visit.page.contains("Which unit is it?"))
    }

    @Test("the joint answer is one, however often it is begun")
    func joint() throws {
        let site = try FormVisit.site(disk, rounds: [Fixture.round(mode: .joint)])
        let (visit, _) = try begun(site)
        visit.get("/rounds/2026")
        visit.post("/rounds/2026/fill", [])
        #expect(try site.agent.spool.drafts("2026").count == 1)
        #expect(!visit.page.contains("name=\"unit\""))
    }

    @Test("pages speak the language that was chosen, and keep it")
    func language() throws {
        let visit = FormVisit.coordinator(try FormVisit.site(disk))
        visit.get("/?language=sv")
        #expect(visit.page.contains("<html lang=\"sv\">") && visit.page.contains("Mätningar"))
        visit.get("/status")
        #expect(visit.page.contains("Läget"))
    }
}
