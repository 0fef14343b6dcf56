import Foundation
import SurveyTesting
import Testing

/// The form of the real program, over HTTP, with the real aggregator.
@Suite("The form, with the real programs")
struct FormTests {
    /// A coordinator's session with a running form.
    private struct Session {
        let port: Int
        var cookie = ""
        var page = ""

        mutating func enter(_ form: FormProcess) {
            let reply = LoopbackHTTP.send("GET", form.entry, port: port)
            cookie = String((reply.headers["set-cookie"] ?? "").prefix { $0 != ";" })
        }

        mutating func get(_ target: String) -> LoopbackHTTP.Reply {
            let reply = LoopbackHTTP.send("GET", target, port: port, headers: ["cookie": cookie])
            page = reply.body
            return reply
        }

        /// Sends a form with the token of the page that is open.
        mutating func post(_ target: String, _ fields: String = "") -> LoopbackHTTP.Reply {
            let token =
                page.components(separatedBy: "name=\"token\" value=\"").dropFirst()
                .first?.prefix { $0 != "\"" } ?? ""
            return LoopbackHTTP.send(
                "POST", target, port: port, headers: ["cookie": cookie],
                body: "token=\(token)&\(fields)")
        }
    }

    @Test("an answer that was taken survives a kill, and the response reaches the centre")
    func killedInTheMiddle() throws {
        let service = try ServiceBox()
        let city = try City(port: service.port, organizations: ["alpha"])
        try service.start(data: city.data)
        try city.enroll("alpha")
        let form = try FormProcess(home: city.home("alpha"))
        var session = Session(port: form.port)
        session.enter(form)
        #expect(session.get("/rounds/\(City.round)").status == 200)
        let begun = session.post("/rounds/\(City.round)/fill", "label=")
        let path = try #require(begun.headers["location"])
        let first = try #require(session.get(path).headers["location"])
        #expect(session.get(first).status == 200)
        let fields = session.page.components(separatedBy: "type=\"radio\"").dropFirst()
        let radio = try #require(fields.first)
        let name = try #require(Self.attribute("name", of: radio))
        let value = try #require(Self.attribute("value", of: radio))
        #expect(session.post(first, "\(name)=\(value)&go=autosave").status == 200)
        form.kill()

        let again = try FormProcess(home: city.home("alpha"), port: form.port)
        // The page that was open goes on: the session outlives the program.
        #expect(session.get(first).status == 200)
        #expect(session.page.contains("value=\"\(value)\" checked"))
        _ = session.get("\(path)/review")
        let sealed = session.post("\(path)/review")
        #expect(sealed.headers["location"]?.contains("sealed=1") == true)
        #expect(again.stop() == 0)
        #expect(try city.agent("alpha", "sync").code == 0)
        #expect(try city.stored().count == 1)
    }

    @Test("a request that is no HTTP, too long or for another host changes nothing")
    func hostile() throws {
        let home = try TemporaryFolder()
        let form = try FormProcess(home: home.path("home"))
        let port = form.port
        #expect(LoopbackHTTP.send(raw: "nonsense\r\n\r\n", port: port).status != 200)
        let long = String(repeating: "a", count: 3_000)
        #expect(LoopbackHTTP.send("GET", "/\(long)", port: port).status == 413)
        let host = ["host": "evil.example"]
        #expect(LoopbackHTTP.send("GET", form.entry, port: port, headers: host).status == 421)
        #expect(LoopbackHTTP.send("DELETE", "/", port: port).status == 405)
        #expect(LoopbackHTTP.send("GET", "/../../etc/passwd", port: port).status == 401)
        #expect(LoopbackHTTP.send("GET", "/%00", port: port).status == 400)
        #expect(LoopbackHTTP.send("GET", "/", port: port).status == 401)
        #expect(form.stop() == 0)
    }

    @Test("one form is served of one folder, and its link is for this user alone")
    func alone() throws {
        let folder = try TemporaryFolder()
        let home = folder.path("home")
        let form = try FormProcess(home: home)
        let second = try BuiltProgram.run("survey-agent", ["open", "--home", home, "--no-browser"])
        #expect(second.code == 1 && second.error.contains("open-form.html"))
        let attributes = try FileManager.default.attributesOfItem(
            atPath: home + "/open-form.html")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(form.stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: home + "/open-form.html"))
    }

    private static func attribute(_ name: String, of text: String) -> String? {
        text.components(separatedBy: " \(name)=\"").dropFirst().first
            .map { String($0.prefix { $0 != "\"" }) }
    }
}
