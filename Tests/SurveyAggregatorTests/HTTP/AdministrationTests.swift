import Foundation
import HTTPTypes
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("The administration over HTTPS")
struct AdministrationTests {
    let fixture: RouterFixture
    let root = "/v1/admin"

    init() throws {
        fixture = try RouterFixture()
    }

    @Test("a browser signs in, changes something with the token against forgery, and signs out")
    func browser() async throws {
        // One sign-in at the real cost, so that it is what people get.
        let secret = Secret.forTyping()
        _ = try fixture.access.aggregator.perform(
            .access(
                .setSecret(
                    secret.digest, expires: .now().adding(seconds: 3_600), of: "administrator")))
        let password = "violin kettle orbit two"
        let first = try await fixture.send(
            .post, root + "/session", json: body(["administrator", secret.text]))
        #expect(first.status == 403 && first.code == "password-change-required")
        let chosen = try await fixture.send(
            .post, root + "/password",
            json: #"{"name":"administrator","password":"\#(secret.text)","#
                + #""newPassword":"\#(password)"}"#)
        #expect(chosen.status == 204)
        let signed = try await fixture.send(
            .post, root + "/session", json: body(["administrator", password]))
        #expect(signed.status == 200)
        let setCookie = try #require(signed.headers[.setCookie])
        for word in ["__Host-", "Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
            #expect(setCookie.contains(word))
        }
        let cookie = String(setCookie.prefix { $0 != ";" })
        try await change(cookie: cookie, antiForgery: try #require(signed.json["antiForgery"]))
    }

    private func change(cookie: String, antiForgery: Any) async throws {
        let name = try #require(HTTPField.Name(AdministrationCall.antiForgeryHeader))
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        let message = #"{"organization":"alpha"}"#
        var headers: HTTPFields = [.cookie: cookie]
        let read = try await fixture.send(.get, root + "/rounds", headers)
        #expect(read.status == 200)
        let forged = try await fixture.send(.post, root + "/codes", headers, json: message)
        #expect(forged.status == 403 && forged.code == "request-forged")
        headers[name] = try #require(antiForgery as? String)
        headers[site] = "cross-site"
        let cross = try await fixture.send(.post, root + "/codes", headers, json: message)
        #expect(cross.status == 403 && cross.code == "request-forged")
        headers[site] = "same-origin"
        let made = try await fixture.send(.post, root + "/codes", headers, json: message)
        #expect(made.status == 201)
        let code = try #require(made.json["code"] as? String)
        #expect(EnrollmentCode(code) != nil)
        let out = try await fixture.send(.delete, root + "/session", headers)
        #expect(out.status == 204)
        let after = try await fixture.send(.get, root + "/rounds", headers)
        #expect(after.status == 401)
    }

    private func body(_ words: [String]) -> String {
        #"{"name":"\#(words[0])","password":"\#(words[1])"}"#
    }

    @Test("a round is created from texts, and faults of the texts are named")
    func rounds() async throws {
        let headers = fixture.headers(.administrator)
        func create(_ roster: String, _ id: String = "2027") async throws -> RouterFixture.Reply {
            let draft = RoundDraft(
                id: id, questionnaire: Fixture.questionnaireText, roster: roster)
            let json = String(decoding: try JSONEncoder().encode(draft), as: UTF8.self)
            return try await fixture.send(.post, root + "/rounds", headers, json: json)
        }
        let faulty = try await create("id,name,kind\na,A\n")
        #expect(faulty.status == 422 && faulty.code == "roster-invalid")
        #expect((faulty.json["detail"] as? String)?.contains("roster:2:") == true)
        let made = try await create("id,name,kind\na,A,department\n")
        #expect(made.status == 201 && made.json["state"] as? String == "draft")
        let again = try await create("id,name,kind\na,A,department\n")
        #expect(again.status == 409 && again.code == "round-exists")
        let bad = try await create("id,name,kind\na,A,department\n", "not an id")
        #expect(bad.status == 400 && bad.code == "request-invalid")
        let open = try await fixture.send(
            .put, root + "/rounds/2027/state", headers, json: #"{"state":"open"}"#)
        #expect(open.status == 200 && open.json["state"] as? String == "open")
        let wrong = try await fixture.send(
            .put, root + "/rounds/2027/state", headers, json: #"{"state":"great"}"#)
        #expect(wrong.status == 400)
    }

    @Test("a snapshot is made and its results come out through disclosure control")
    func results() async throws {
        _ = try fixture.access.fixture.store(
            (1...3).map { fixture.access.fixture.response($0).sealed() })
        let made = try await fixture.send(
            .post, root + "/rounds/2026/snapshots", fixture.headers(.analyst))
        #expect(made.status == 201 && made.json["snapshot"] as? Int == 1)
        let address = root + "/rounds/2026/results"
        let shown = try await fixture.send(.get, address, fixture.headers(.viewer))
        #expect(shown.json["audience"] as? String == "internal")
        let cells = shown.list("cells").filter { $0["set"] as? String == "group" }
        #expect(!cells.isEmpty && cells.allSatisfy { $0["hidden"] is String })
        let early = try await fixture.send(.get, address, fixture.headers(.organization))
        #expect(early.status == 404 && early.code == "snapshot-unknown")
        _ = try fixture.access.aggregator.perform(.moveRound("2026", to: .closed))
        let published = try await fixture.send(
            .put, root + "/rounds/2026/snapshots/1/publication",
            fixture.headers(.administrator), json: "{}")
        #expect(published.list("snapshots").map { $0["isPublished"] as? Bool } == [true])
        let open = try await fixture.send(.get, address, fixture.headers(.organization))
        #expect(open.json["audience"] as? String == "public")
        for (role, status) in [(Role.analyst, 403), (.administrator, 200)] {
            let reply = try await fixture.send(
                .get, address + "?audience=unprotected", fixture.headers(role))
            #expect(reply.status == status)
        }
        let log = try fixture.access.aggregator.reader.audit(after: 0, limit: 1_000)
        #expect(log.filter { $0.action == "results shown unprotected" }.count == 1)
        let csv = try await fixture.send(.get, address + "?format=csv", fixture.headers(.viewer))
        #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
    }

    @Test("every other method of an address is answered with what it takes")
    func methods() async throws {
        let reply = try await fixture.send(
            .patch, root + "/rounds", fixture.headers(.administrator))
        #expect(reply.status == 405 && reply.code == "method-not-allowed")
        for address in ["/rounds", "/rounds/2026/results"] {
            let trace = try await fixture.send(
                .trace, root + address, fixture.headers(.administrator))
            #expect(trace.status == 405 && trace.code == "method-not-allowed")
        }
        #expect(try await fixture.send(.trace, "/v1/hello").status == 405)
        let nothing = try await fixture.send(.get, root + "/nothing")
        #expect(nothing.status == 404 && nothing.code == "not-found")
    }

    @Test("what goes wrong inside is not told to those outside")
    func inside() async throws {
        try fixture.access.aggregator.close()
        let reply = try await fixture.send(
            .post, root + "/codes", fixture.headers(.administrator),
            json: #"{"organization":"alpha"}"#)
        #expect(reply.status >= 500)
        let text = String(decoding: reply.body, as: UTF8.self)
        #expect(!text.contains("sqlite") && !text.contains(fixture.access.fixture.folder.path))
    }
}
