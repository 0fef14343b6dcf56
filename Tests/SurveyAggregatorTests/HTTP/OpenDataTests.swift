import Dispatch
import Foundation
import HTTPTypes
import MaturityModel
import Pages
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("The open data")
struct OpenDataTests {
    let fixture: RouterFixture

    init() throws {
        fixture = try RouterFixture()
    }

    /// Answers of three organizations, a snapshot, and its publication.
    private func publish() async throws {
        let inner = fixture.access.fixture
        for (index, organization) in ["alpha", "beta", "gamma"].enumerated() {
            let lines = (1...6).map {
                inner.response(UInt64($0 + index * 10), organization: organization).sealed()
            }
            _ = try inner.store(lines, from: inner.sender(organization))
        }
        let root = "/v1/admin/rounds/2026/snapshots"
        _ = try await fixture.send(.post, root, fixture.headers(.analyst))
        _ = try fixture.access.aggregator.perform(.moveRound("2026", to: .closed))
        let reply = try await fixture.send(
            .put, root + "/1/publication", fixture.headers(.administrator), json: "{}")
        #expect(reply.status == 200)
    }

    private func text(_ reply: RouterFixture.Reply) -> String {
        String(decoding: reply.body, as: UTF8.self)
    }

    @Test("nothing is open before it is published, and nothing after it was withdrawn")
    func published() async throws {
        let address = "/open/rounds/2026/results.json"
        #expect(try await fixture.send(.get, "/open/rounds").list("rounds").isEmpty)
        #expect(try await fixture.send(.get, address).status == 404)
        try await publish()
        let list = try await fixture.send(.get, "/open/rounds").list("rounds")
        #expect(list.count == 1 && list[0]["json"] as? String == address)
        let open = try await fixture.send(.get, address)
        #expect(open.status == 200 && open.json["audience"] as? String == "public")
        let same = try await fixture.send(
            .get, "/v1/admin/rounds/2026/results?audience=public&snapshot=1",
            fixture.headers(.viewer))
        #expect(same.body == open.body)
        let numbered = try await fixture.send(.get, "/open/rounds/2026/snapshots/1/results.json")
        #expect(numbered.body == open.body)
        _ = try fixture.access.aggregator.perform(.moveRound("2026", to: .closed))
        #expect(try await fixture.send(.get, address).status == 404)
        #expect(try await fixture.send(.get, "/open/rounds").list("rounds").isEmpty)
    }

    @Test(
        "agents get the published means of group and kinds, as everybody reads them, and no other")
    func agents() async throws {
        let data = OpenData(aggregator: fixture.access.aggregator, settings: OpenSettings())
        #expect(try data.groupFigures(round: "2026").published == nil)
        try await publish()
        let figures = try #require(try data.groupFigures(round: "2026").published)
        let open = try await fixture.send(.get, "/open/rounds/2026/results.json")
        #expect(open.json["digest"] as? String == "\(figures.digest)" && figures.snapshot == 1)
        let cells = open.list("cells").filter { cell in
            let set = cell["set"] as? String ?? ""
            return set == "group" || set.hasPrefix("kind:")
        }
        #expect(cells.count == figures.figures.count && !cells.isEmpty)
        for (cell, figure) in zip(cells, figures.figures) {
            #expect(cell["node"] as? String == figure.node && cell["set"] as? String == figure.set)
            #expect(cell["mean"] as? Double == figure.mean)
            #expect(cell["hidden"] as? String == figure.hidden)
        }
        #expect(figures.figures.contains { $0.mean != nil })
        _ = try fixture.access.aggregator.perform(.moveRound("2026", to: .closed))
        #expect(try data.groupFigures(round: "2026").published == nil)
    }

    @Test(
        "a snapshot that is not published looks like one that does not exist",
        arguments: [
            "/open/rounds/2026/snapshots/2/", "/open/rounds/2026/snapshots/x/", "/open/rounds/1/",
            "/open/rounds/2026/snapshots/01/", "/open/rounds/2026/snapshots/+1/",
        ])
    func unknown(_ place: String) async throws {
        try await publish()
        _ = try await fixture.send(
            .post, "/v1/admin/rounds/2026/snapshots", fixture.headers(.analyst))
        for form in ["json", "csv"] {
            let reply = try await fixture.send(.get, "\(place)results.\(form)")
            #expect(reply.status == 404 && reply.code == "snapshot-unknown")
        }
    }

    @Test("everybody's pages may read it, and who has it already is told so")
    func caching() async throws {
        try await publish()
        for address in [
            "/open/rounds", "/open/series.json", "/open/series.csv",
            "/open/rounds/2026/results.csv",
        ] {
            let reply = try await fixture.send(.get, address)
            #expect(reply.status == 200 && !reply.body.isEmpty)
            #expect(reply.headers[.accessControlAllowOrigin] == "*")
            #expect(reply.headers[.cacheControl] == "public, max-age=300")
            #expect(reply.headers[.setCookie] == nil)
            let tag = try #require(reply.headers[.eTag])
            let again = try await fixture.send(.get, address, [.ifNoneMatch: tag])
            #expect(again.status == 304 && again.body.isEmpty && again.headers[.eTag] == tag)
        }
        for address in ["/open/rounds/2026/results.json", "/open/rounds/2026", "/open"] {
            let reply = try await fixture.send(.get, address)
            let head = try await fixture.send(.head, address)
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.headers[.eTag] == reply.headers[.eTag])
            #expect(head.headers[.contentLength] == "\(reply.body.count)")
        }
        #expect(try await fixture.send(.head, "/open/rounds/none/results.json").status == 404)
        let missing = try await fixture.send(.get, "/open/rounds/none/results.json")
        #expect(missing.headers[.accessControlAllowOrigin] == "*")
    }

    @Test("entity tags are compared as RFC 9110 says: lists, weak ones, and any")
    func tags() {
        let tag = "\"abc\""
        for field in [
            tag, "*", " *", "W/\(tag)", "\"x\", \(tag)", "\"x\",W/\(tag), \"y\"", ", ,\(tag)",
            "\"a,b\", \(tag)",
        ] {
            #expect(EntityTag.names(field, tag), "\(field)")
        }
        for field in ["", "\"ab\"", "abc", "\"x\" \(tag)", "\"x", "w/\(tag)", "\"x,\(tag)"] {
            #expect(!EntityTag.names(field, tag), "\(field)")
        }
    }

    @Test("no more than so many documents wait to be made; who comes then is told to come back")
    func waiting() async throws {
        let shelf = OpenShelf()
        let gate = DispatchSemaphore(value: 0)
        let beyond = 7
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<OpenShelf.waitingMaximum + beyond {
                group.addTask {
                    do {
                        _ = try await shelf.document("\(number)", at: "now") {
                            gate.wait()
                            return [1]
                        }
                        return true
                    } catch let problem as Problem {
                        #expect(problem.code == .serverBusy)
                        return false
                    }
                }
            }
            // Only those that are turned away end before the gate opens.
            var outcomes: [Bool] = []
            for _ in 0..<beyond { outcomes.append(try await group.next() ?? true) }
            for _ in 0..<OpenShelf.waitingMaximum { gate.signal() }
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
        #expect(outcomes.prefix(beyond).allSatisfy { !$0 })
        #expect(outcomes.dropFirst(beyond).count(where: { $0 }) == OpenShelf.waitingMaximum)
        let after = try await shelf.document("after", at: "now") { [2] }
        #expect(after.bytes == [2])
    }

    @Test("a series has the published figure of each area, the same in both forms")
    func series() async throws {
        try await publish()
        let results = try await fixture.send(.get, "/open/rounds/2026/results.json")
        let cells = results.list("cells")
        let nodes = try await fixture.send(.get, "/open/series.json").list("nodes")
        let csv = text(try await fixture.send(.get, "/open/series.csv"))
        let rows = csv.split(separator: "\r\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        var seen = 0
        for node in nodes {
            for value in try #require(node["values"] as? [[String: Any]]) {
                let id = try #require(node["node"] as? String)
                let set = try #require(value["set"] as? String)
                let cell = try #require(
                    cells.first { $0["node"] as? String == id && $0["set"] as? String == set })
                #expect(value["mean"] as? Double == cell["mean"] as? Double)
                #expect(value["hidden"] as? String == cell["hidden"] as? String)
                let row = try #require(rows.first { $0[0] == id && $0[1] == set })
                #expect(Double(row[7]) == cell["mean"] as? Double)
                seen += 1
            }
        }
        #expect(seen == rows.count && seen > 0)
        let one = try await fixture.send(.get, "/open/series/maturity")
        #expect(one.list("nodes").count == 1)
        #expect(try await fixture.send(.get, "/open/series/nothing").status == 404)
    }

    @Test("a series goes on only where a trend since the very round before says so")
    func broken() throws {
        let report = try ReportFixture()
        let source = try report.source(nil, .public)
        let rounds = ["2025", "2026"].map { id in
            let open = OpenRound(
                round: ReportFixture.stored(id), publications: [(3, .now())],
                questionnaire: report.questionnaire)
            return (open: open, published: Timestamp.now(), source: source)
        }
        let series = try OpenSeries(rounds)
        let values = try #require(series.nodes.first).values.filter { $0.set == "group" }
        #expect(values.map(\.broken) == [nil, true])
        let chart = OpenSeriesChart(series, in: .english).html.source
        #expect(chart.contains("(broken)"))
    }

    @Test("the catalogue says whom to ask, or is not there")
    func catalog() async throws {
        try await publish()
        let unset = try await fixture.send(.get, "/open/catalog.ttl")
        #expect(unset.status == 404 && unset.code == "catalog-unset")
        var settings = OpenSettings()
        settings.contact = "open-data@example.org"
        settings.address = "https://survey.example.org"
        settings.publisher = "The \"City\"\nof \\ Example"
        let data = OpenData(aggregator: fixture.access.aggregator, settings: settings)
        let graph = try OpenCatalog(data).graph
        for word in [
            "<https://survey.example.org/open/catalog> a dcat:Catalog ;",
            #"foaf:name "The \"City\"\nof \\ Example""#,
            "vcard:hasEmail <mailto:open-data@example.org>",
            "dcat:accessURL <https://survey.example.org/open/rounds/2026/results.csv>",
            #"dcterms:issued ""#,
        ] { #expect(graph.turtle.contains(word), "\(word)") }
        let document = try JSONSerialization.jsonObject(with: Data(graph.jsonLD()))
        let things = try #require((document as? [String: Any])?["@graph"] as? [[String: Any]])
        #expect(things.count == graph.nodes.count)
        #expect(things.filter { $0["@type"] as? String == "dcat:Distribution" }.count == 4)
    }

    @Test("what a catalogue is told has to be an address and a mail address")
    func settings() {
        #expect(OpenSettings.isAddress("https://survey.example.org:8443"))
        for text in [
            "survey.example.org", "ftp://x.org", "https://", "https://a b", "https://a>b.org",
        ] {
            #expect(!OpenSettings.isAddress(text), "\(text)")
        }
        #expect(OpenSettings.isMail("a.b@example.org"))
        for text in [
            "a", "a@b", "@example.org", "a b@example.org", "a@b@c.org", "a@\"b.org",
            "mailto:a@example.org",
        ] {
            #expect(!OpenSettings.isMail(text), "\(text)")
        }
    }
}
