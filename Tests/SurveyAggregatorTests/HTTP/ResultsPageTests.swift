import Formats
import Foundation
import HTTPTypes
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("The pages of results")
struct ResultsPageTests {
    let fixture: DashboardFixture

    init() async throws {
        fixture = try await DashboardFixture()
        let inner = fixture.router.access.fixture
        for (index, organization) in ["alpha", "beta", "gamma"].enumerated() {
            let lines = (1...6).map {
                inner.response(UInt64($0 + index * 10), organization: organization).sealed()
            }
            _ = try inner.store(lines, from: inner.sender(organization))
        }
    }

    private func aggregate() async throws {
        _ = try await fixture.router.send(
            .post, "/v1/admin/rounds/2026/snapshots", fixture.router.headers(.analyst))
    }

    private func publish() async throws {
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        let reply = try await fixture.router.send(
            .put, "/v1/admin/rounds/2026/snapshots/1/publication",
            fixture.router.headers(.administrator), json: "{}")
        #expect(reply.status == 200)
    }

    @Test("before there is anything to see the page says so")
    func nothing() async throws {
        let page = try await fixture.get("/rounds/2026/results", as: .viewer)
        #expect(page.status == 200 && page.text.contains("There is no snapshot yet"))
        try await aggregate()
        let own = try await fixture.get("/rounds/2026/results", as: .organization)
        #expect(own.status == 200 && own.text.contains("Nothing is published yet"))
        #expect(PageFigure.all(in: own.text).isEmpty)
    }

    @Test("the central team sees full precision, or what the public sees, with the same figures")
    func audiences() async throws {
        try await aggregate()
        for audience in ["internal", "public"] {
            let page = try await fixture.get(
                "/rounds/2026/results?audience=\(audience)", as: .viewer)
            #expect(page.text.contains("is not published"))
            let results = try await fixture.router.send(
                .get, "/v1/admin/rounds/2026/results?audience=\(audience)",
                fixture.router.headers(.viewer))
            let figures = PageFigure.all(in: page.text)
            #expect(!figures.isEmpty)
            for figure in figures {
                let number = try #require(figure.number(in: results.json), "\(figure.place)")
                #expect(abs((Double(figure.value) ?? .nan) - number) <= 1e-9, "\(figure.place)")
            }
        }
    }

    @Test("a new snapshot shows at once, with what changed since the one before")
    func fresh() async throws {
        try await aggregate()
        let first = try await fixture.get("/rounds/2026/results")
        #expect(first.text.contains("Snapshot 1.") && !first.text.contains("Changed since"))
        let inner = fixture.router.access.fixture
        _ = try inner.store(
            [inner.response(99, codes: ["3", "3", "3"]).sealed()], from: inner.sender("alpha"))
        try await aggregate()
        let second = try await fixture.get("/rounds/2026/results")
        #expect(second.text.contains("Snapshot 2."))
        #expect(second.text.contains("Changed since snapshot 1"))
        let older = try await fixture.get("/rounds/2026/results?snapshot=1")
        #expect(older.text.contains("Snapshot 1."))
    }

    @Test("an organization sees its own page beside the published group, and never more precisely")
    func organization() async throws {
        try await aggregate()
        try await publish()
        let own = try await fixture.get(
            "/rounds/2026/results?audience=internal", as: .organization)
        #expect(own.status == 200 && own.text.contains("Your results"))
        let places = PageFigure.all(in: own.text).map(\.place)
        #expect(places.contains { $0.contains("organization:alpha") })
        #expect(!places.contains { $0.contains(":beta") || $0.contains(":gamma") })
        let whole = PageFigure.all(in: own.text).filter { $0.place.hasSuffix(" mean") }
        #expect(whole.allSatisfy { Double($0.value).map { $0 == $0.rounded() } ?? false })
        let unpublished = try await fixture.get(
            "/rounds/2026/results?snapshot=7", as: .organization)
        #expect(unpublished.text.contains("Nothing is published yet"))
    }

    @Test("files are to be kept, under a name that says what they are")
    func files() async throws {
        try await aggregate()
        for (form, start) in [
            ("json", "{\"format\""), ("csv", "round,"), ("xlsx", "PK"), ("html", "<!DOCTYPE html>"),
        ] {
            let reply = try await fixture.get("/rounds/2026/results/file?format=\(form)")
            #expect(reply.status == 200 && reply.body.starts(with: Array(start.utf8)), "\(form)")
            let name = try #require(reply.headers[.contentDisposition])
            #expect(name == "attachment; filename=\"results-2026-internal.\(form)\"")
        }
        let wrong = try await fixture.get("/rounds/2026/results/file?format=doc")
        #expect(wrong.status == 400)
    }

    @Test("what was withdrawn is no longer called published, on the page or in any file")
    func withdrawn() async throws {
        try await aggregate()
        try await publish()
        #expect(try await !isCalledUnpublished())
        #expect(try await workbookSaysPublished("yes"))
        _ = try fixture.aggregator.perform(.moveRound("2026", to: .closed))
        #expect(try await isCalledUnpublished())
        #expect(try await workbookSaysPublished("no"))
    }

    /// Whether the page and the HTML report both carry the note; they never differ.
    private func isCalledUnpublished() async throws -> Bool {
        let page = try await fixture.get("/rounds/2026/results").text
        let file = try await fixture.get("/rounds/2026/results/file?format=html").text
        let notes = [page, file].map { $0.contains("Snapshot 1 is not published") }
        #expect(notes[0] == notes[1])
        return notes[0]
    }

    private func workbookSaysPublished(_ word: String) async throws -> Bool {
        let file = try await fixture.get("/rounds/2026/results/file?format=xlsx")
        let sheet = try ZipArchive(file.body)
            .content(of: "xl/worksheets/sheet1.xml", bytesMaximum: 1_000_000)
        let text = String(decoding: try #require(sheet), as: UTF8.self)
        let row = try #require(text.components(separatedBy: "<t>Published</t>").last)
        return row.prefix(200).contains("<t>\(word)</t>")
    }

    @Test("a browser gets a page in its language when there is no such published round")
    func missing() async throws {
        let address = "/open/rounds/2026"
        for (language, word) in [("sv", "Resultatet finns inte här"), ("en", "not here")] {
            let page = try await fixture.router.send(
                .get, address,
                [.accept: "text/html,application/xml;q=0.9,*/*;q=0.8", .acceptLanguage: language])
            #expect(page.status == 404 && page.text.contains(word))
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.contentLanguage] == language)
        }
        for accept in ["*/*", "application/json", "application/problem+json, text/html;q=0.5"] {
            let reply = try await fixture.router.send(.get, address, [.accept: accept])
            #expect(reply.status == 404 && reply.code == "snapshot-unknown", "\(accept)")
        }
    }

    @Test("the public page shows what was published to everybody, in both languages")
    func open() async throws {
        func get(_ path: String) async throws -> RouterFixture.Reply {
            try await fixture.router.send(.get, path)
        }
        try await aggregate()
        #expect(try await get("/open?language=en").text.contains("Nothing is published yet"))
        #expect(try await get("/open/rounds/2026").status == 404)
        try await publish()
        #expect(try await get("/open?language=sv").text.contains("/open/rounds/2026/results.csv"))
        let results = try await get("/open/rounds/2026/results.json").json
        for (language, word) in [("sv", "Om siffrorna"), ("en", "About the figures")] {
            let page = try await get("/open/rounds/2026?language=\(language)")
            #expect(page.status == 200 && page.text.contains(word))
            #expect(page.headers[.contentLanguage] == language)
            #expect(page.headers[.setCookie] == nil)
            for figure in PageFigure.all(in: page.text) {
                #expect(figure.number(in: results) == Double(figure.value), "\(figure.place)")
            }
        }
    }
}
