import Pages
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

/// A browser that keeps a cookie and sends forms, on a site over a memory disk.
final class FormVisit {
    let site: FormSite
    let door: FormRequest.Door
    private(set) var cookies: [String: String] = [:]
    private(set) var page = ""

    init(_ site: FormSite, door: FormRequest.Door = .own) {
        self.site = site
        self.door = door
    }

    /// A site of an enrolled agent.
    static func site(
        _ disk: MemoryDisk = MemoryDisk(), rounds: [RoundSummary] = [Fixture.round()],
        isEnrolled: Bool = true
    ) throws -> FormSite {
        if isEnrolled { try Fixture.prepare(disk, rounds: rounds) }
        let agent = Agent(
            terminal: SilentTerminal(), device: Fixture.device(), disk: disk, environment: [:],
            connect: { _ throws(TransportFault) in
                throw TransportFault(
                    "no-network", .retry, .unreachable, reason: "no network", hint: "wait")
            })
        let network = FormNetwork(
            address: .network(name: "survey.harbor", port: 8_470), fingerprint: "AA:BB")
        return FormSite(
            agent: agent, key: try FormKey.load(agent), own: .own(port: 7_000), network: network,
            jobs: FormJobs())
    }

    /// The coordinator, let in.
    static func coordinator(_ site: FormSite) -> FormVisit {
        let visit = FormVisit(site)
        visit.get("/enter/\(site.entry)")
        return visit
    }

    /// Opens an address; follows where it leads.
    @discardableResult
    func get(_ target: String) -> FormReply { ask("GET", target, body: []) }

    /// Sends a form with the token of the page that is open.
    @discardableResult
    func post(_ target: String, _ fields: [(String, String)]) -> FormReply {
        let pairs = [("token", token ?? "")] + fields
        let body = pairs.map { "\(FormFields.encoded($0))=\(FormFields.encoded($1))" }
        return ask("POST", target, body: Array(body.joined(separator: "&").utf8))
    }

    /// Sends a form with a file in it.
    @discardableResult
    func upload(
        _ target: String, file: [UInt8], named name: String, _ fields: [(String, String)]
    ) -> FormReply {
        var body: [UInt8] = []
        for (field, value) in [("token", token ?? "")] + fields {
            body += Array(
                "--XX\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8
            )
        }
        let head =
            "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n"
        body += Array(head.utf8) + file + Array("\r\n--XX--\r\n".utf8)
        return ask("POST", target, body: body, type: "multipart/form-data; boundary=XX")
    }

    private func ask(
        _ method: String, _ target: String, body: [UInt8],
        type: String = "application/x-www-form-urlencoded"
    ) -> FormReply {
        var request = FormRequest(door: door, method: method, target: target)
        request.headers = [
            "host": door == .own ? "127.0.0.1:7000" : "survey.harbor:8470",
            "cookie": cookies.map { "\($0)=\($1)" }.joined(separator: "; "),
            "content-type": type, "accept-language": "en",
        ]
        request.body = body
        var reply = site.answer(request)
        for (name, value) in reply.headers where name == "set-cookie" {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            cookies[String(pair[0])] = String(pair[1])
        }
        if let location = reply.headers.first(where: { $0.name == "location" })?.value {
            reply = ask("GET", location, body: [])
        } else {
            page = String(decoding: reply.body, as: UTF8.self)
        }
        last = reply.status
        if reply.headers.contains(where: { $0.name == "location" }) == false { path = target }
        return reply
    }

    /// The status of the last reply.
    private(set) var last = 0
    /// The address of the page that is open.
    private(set) var path = ""
}
