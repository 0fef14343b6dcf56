import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Respondents see their own answers and nobody else's")
struct FormRespondentTests {
    private let disk = MemoryDisk()
    private let site: FormSite

    init() throws {
        site = try FormVisit.site(disk)
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026/invitations")
        visit.post("/rounds/2026/invitations", [("labels", "Anna\nBo\nAnna\n")])
        visit.post("/rounds/2026/invitations", [("count", "2")])
    }

    private var invitations: [Invitation] {
        get throws { try site.agent.home.invitations("2026").invitations }
    }

    /// A respondent with an invitation's code, on the first page; the path of the pages.
    private func begun(
        _ number: Int, door: FormRequest.Door = .network
    ) throws -> (FormVisit, String) {
        let visit = FormVisit(site, door: door)
        let code = try #require(try invitations.first { $0.number == number }?.code)
        visit.get("/a/\(InvitationCode.shown(code).lowercased())")
        visit.post("/begin", [])
        let stem = try #require(try invitations.first { $0.number == number }?.draft)
        return (visit, "/answer/2026/\(stem)")
    }

    private func handIn(_ number: Int) throws -> FormVisit {
        let (visit, path) = try begun(number)
        visit.post("\(path)/2", [("a.one.a", "mid"), ("go", "review")])
        visit.post("\(path)/review", [])
        #expect(visit.page.contains("Thank you!"))
        return visit
    }

    @Test("a label is invited once")
    func labels() throws {
        #expect(try invitations.map(\.label) == ["Anna", "Bo", nil, nil])
    }

    @Test("an anonymous code works once, and nothing says which response it became")
    func anonymous() throws {
        let visit = try handIn(3)
        let used = try #require(try invitations.first { $0.number == 3 })
        #expect(used.isUsed && used.response == nil && used.draft == nil)
        visit.get("/a/\(used.code)")
        #expect(visit.last == 403)
        let text = String(
            decoding: disk.files["invitations/2026.json"] ?? [], as: UTF8.self)
        let id = try #require(try site.sealed("2026").first?.id.description)
        #expect(!text.contains(id))
    }

    @Test("a link with a label shows who has answered and opens again for a correction")
    func tracked() throws {
        let visit = try handIn(1)
        let coordinator = FormVisit.coordinator(site)
        coordinator.get("/rounds/2026/invitations")
        #expect(coordinator.page.contains("Has answered"))
        visit.get("/")
        #expect(visit.page.contains("Correct my response"))
        visit.post("/begin", [])
        let stem = try #require(try invitations[0].draft)
        #expect(try site.agent.spool.draft("2026", stem: stem)?.answers == ["one.a": "mid"])
        #expect(stem.hasSuffix(".2"))
    }

    @Test("nobody opens another's draft, the coordinator neither")
    func privacy() throws {
        let (_, path) = try begun(1)
        let (other, _) = try begun(2)
        for visit in [other, FormVisit.coordinator(site), FormVisit(site)] {
            visit.get("\(path)/2")
            #expect(!visit.page.contains("a.one.a"))
            visit.get("\(path)/review")
            #expect(!visit.page.contains("Hand in"))
        }
        other.get("/status")
        #expect(other.last == 404)
        other.get("/rounds/2026/results")
        #expect(other.last == 404)
    }

    @Test("closed invitations let nobody in or on")
    func closed() throws {
        let (visit, path) = try begun(1)
        let coordinator = FormVisit.coordinator(site)
        coordinator.get("/rounds/2026/invitations")
        coordinator.post("/rounds/2026/invitations", [("do", "close")])
        visit.get("\(path)/2")
        #expect(!visit.page.contains("a.one.a"))
        let late = FormVisit(site)
        late.get("/a/\(try invitations[1].code)")
        #expect(late.last == 403)
    }

    @Test("on a shared computer each person begins anew, and the coordinator's pages are closed")
    func kiosk() throws {
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026/kiosk")
        visit.post("/rounds/2026/kiosk", [])
        visit.get("/status")
        #expect(visit.last == 404)
        visit.get("/")
        visit.post("/begin", [])
        let first = try #require(try site.agent.spool.drafts("2026").first)
        visit.post("/answer/2026/\(first.stem)/2", [("a.one.a", "low"), ("go", "review")])
        visit.post("/answer/2026/\(first.stem)/review", [])
        visit.post("/leave", [])
        visit.post("/begin", [])
        let second = try #require(try site.agent.spool.drafts("2026").first)
        #expect(second.id != first.id && second.answers.isEmpty)
        visit.post("/leave", [])
        #expect(try site.agent.spool.drafts("2026").isEmpty)
        #expect(try site.sealed("2026").count == 1)
    }

    @Test("the terminal never goes on with somebody else's draft")
    func terminal() throws {
        _ = try begun(1)
        _ = try begun(3)
        let collector = try site.collector("2026")
        #expect(try collector.begin(.nameless, unit: nil).1 == .new)
        #expect(try collector.begin(.label("Anna"), unit: nil).1 == .new)
    }
}
