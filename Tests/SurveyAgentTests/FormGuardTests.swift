import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("The form lets in only who it should")
struct FormGuardTests {
    private let site: FormSite

    init() throws {
        site = try FormVisit.site()
    }

    private func request(
        _ method: String, _ target: String, _ headers: [String: String]
    ) -> FormReply {
        var request = FormRequest(door: .own, method: method, target: target)
        request.headers = headers
        return site.answer(request)
    }

    @Test(
        "a request under another name is refused, whatever it asks for",
        arguments: ["evil.example:7000", "127.0.0.1", "127.0.0.1:7001", "", "localhost.evil:7000"])
    func rebinding(host: String) {
        #expect(request("GET", "/", ["host": host]).status == 421)
        #expect(request("GET", "/enter/\(site.entry)", ["host": host]).status == 421)
    }

    @Test("without a cookie there is only the door")
    func door() {
        for path in ["/", "/status", "/rounds/2026", "/rounds/2026/results", "/status-line"] {
            #expect(request("GET", path, ["host": "localhost:7000"]).status == 401)
        }
    }

    @Test("a wrong entry link lets nobody in")
    func wrongEntry() {
        #expect(request("GET", "/enter/x", ["host": "localhost:7000"]).status == 403)
        let almost = String(site.entry.dropLast()) + "_"
        #expect(request("GET", "/enter/\(almost)", ["host": "localhost:7000"]).status == 403)
    }

    @Test("a cookie that was changed is no cookie")
    func forgedCookie() {
        let visit = FormVisit.coordinator(site)
        #expect(visit.last == 200)
        let cookie = visit.cookies.first.map { "\($0.key)=\($0.value)" } ?? ""
        let forged = [
            cookie + "x", cookie.replacing("c~", with: "k/2026/~"), "survey_7000=c~a~b",
            "survey_7000=c",
        ]
        for forged in forged {
            let headers = ["host": "localhost:7000", "cookie": forged]
            #expect(request("GET", "/status", headers).status == 401)
        }
    }

    @Test("a form without its token, or from another site, changes nothing")
    func forgery() throws {
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026/invitations")
        let cookie = visit.cookies.map { "\($0.key)=\($0.value)" }.joined()
        var request = FormRequest(
            door: .own, method: "POST", target: "/rounds/2026/invitations")
        request.headers = [
            "host": "localhost:7000", "cookie": cookie,
            "content-type": "application/x-www-form-urlencoded",
        ]
        request.body = Array("count=3".utf8)
        #expect(site.answer(request).status == 403)
        let token = try #require(visit.token)
        request.body = Array("count=3&token=\(token)".utf8)
        request.headers["origin"] = "http://evil.example"
        #expect(site.answer(request).status == 403)
        request.headers["origin"] = nil
        request.headers["sec-fetch-site"] = "cross-site"
        #expect(site.answer(request).status == 403)
        #expect(try site.agent.home.invitations("2026").invitations.isEmpty)
        request.headers["sec-fetch-site"] = "same-origin"
        #expect(site.answer(request).status == 303)
        #expect(try site.agent.home.invitations("2026").invitations.count == 3)
    }

    @Test("the network's door never takes a coordinator")
    func networkDoor() {
        let own = FormVisit.coordinator(site)
        var request = FormRequest(door: .network, method: "GET", target: "/status")
        request.headers = [
            "host": "survey.harbor:8470",
            "cookie": own.cookies.map { "survey_8470=\($0.value)" }.joined(),
        ]
        #expect(site.answer(request).status == 401)
        request = FormRequest(door: .network, method: "GET", target: "/enter/\(site.entry)")
        request.headers = ["host": "survey.harbor:8470"]
        #expect(site.answer(request).status == 403)
    }

    @Test("every reply carries the policy and is kept in no cache")
    func headers() {
        for path in ["/", "/nothing", "/enter/x", "/assets/none"] {
            let reply = request("GET", path, ["host": "localhost:7000"])
            let names = Dictionary(
                reply.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
            #expect(names["content-security-policy"]?.contains("default-src 'none'") == true)
            #expect(names["cache-control"] == "no-store")
            #expect(names["x-content-type-options"] == "nosniff")
        }
    }

    @Test("before enrolling there is only the page for the code")
    func notEnrolled() throws {
        let visit = FormVisit.coordinator(try FormVisit.site(isEnrolled: false))
        #expect(visit.page.contains("Connect this computer"))
        visit.post("/enroll", [("code", "nonsense")])
        #expect(visit.page.contains("The code is not whole"))
        visit.get("/rounds/2026")
        #expect(visit.page.contains("Connect this computer"))
    }
}

extension FormVisit {
    /// The token of the page that is open.
    var token: String? {
        page.firstRange(of: "name=\"token\" value=\"").map {
            String(page[$0.upperBound...].prefix { $0 != "\"" })
        }
    }
}
