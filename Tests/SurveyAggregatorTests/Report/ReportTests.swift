import Foundation
import MaturityModel
import Pages
import Testing

@testable import SurveyAggregator

@Suite("Reports of results")
struct ReportTests {
    let fixture: ReportFixture

    init() throws {
        fixture = try ReportFixture()
    }

    private func json(_ source: ReportSource) throws -> [String: Any] {
        let bytes = source.released.json(header: source.header)
        return try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test(
        "every figure of the page is the one of the JSON form, and reads as it",
        arguments: [Audience.public, .internal, .unprotected], Language.allCases)
    func figures(_ audience: Audience, _ language: Language) throws {
        let source = try fixture.source(nil, audience)
        let report = Report(source, in: language)
        let json = try json(source)
        let figures = PageFigure.all(in: report.content.source)
        #expect(figures.count > 250)
        for figure in figures {
            let number = try #require(figure.number(in: json), "\(figure.place)")
            let value = try #require(Double(figure.value))
            // JSONSerialization does not read back every double to the last bit.
            #expect(abs(value - number) <= 1e-12 * max(1, abs(number)), "\(figure.place)")
            #expect(Self.reads(figure.text, as: number), "\(figure.place): \(figure.text)")
        }
    }

    /// Whether a text is a number to as many decimals as it has, in percent or not.
    private static func reads(_ text: String, as number: Double) -> Bool {
        var plain = text.replacing("\u{2212}", with: "-").replacing("+", with: "")
        let isPercent = plain.hasSuffix("%")
        plain = plain.filter { $0.isNumber || $0 == "-" || $0 == "." || $0 == "," }
        // A comma before exactly three digits groups them; every other one is a decimal sign.
        let parts = plain.split(separator: ",")
        let groups = parts.count > 1 && parts.last?.count == 3 && number >= 1_000
        plain = plain.replacing(",", with: groups ? "" : ".")
        guard let read = Double(plain) else { return false }
        let decimals = plain.split(separator: ".").dropFirst().first?.count ?? 0
        let half = 0.5 * pow(10, -Double(decimals)) + 1e-9
        return abs(read - number) <= half || isPercent && abs(read - number * 100) <= half
    }

    @Test(
        "what hidden organizations answered changes nothing on the page",
        arguments: Language.allCases)
    func independence(_ language: Language) throws {
        let answers = fixture.answers()
        var swapped = answers
        swapped["e-archive"] = answers["g-museums"]
        swapped["g-museums"] = answers["e-archive"]
        swapped["k-fiber"] = answers["m-arena"]
        swapped["m-arena"] = answers["k-fiber"]
        #expect(answers["e-archive"] != answers["g-museums"])
        for audience in [Audience.public, .internal] {
            let pages = try [answers, swapped].map { rows in
                let report = Report(try fixture.source(rows, audience), in: language)
                return Self.withoutLastBits(report.content.source)
            }
            #expect(pages[0] == pages[1])
            let own = try [answers, swapped].map { rows in
                let report = Report(try fixture.source(rows, audience), in: language)
                return Self.withoutLastBits(report.own("e-archive").source)
            }
            #expect(own[0] == own[1])
        }
    }

    /// The page with exact values cut to ten digits: sums in another order differ in the last bits.
    private static func withoutLastBits(_ page: String) -> [String] {
        page.components(separatedBy: "<data value=\"").map { part in
            guard let end = part.firstIndex(of: "\""), let value = Double(part[..<end]) else {
                return part
            }
            return String(format: "%.10g", value) + part[end...]
        }
    }

    @Test(
        "a hidden organization has a reason and no figure", arguments: [Audience.public, .internal])
    func hidden(_ audience: Audience) throws {
        let report = Report(try fixture.source(nil, audience), in: .english)
        let page = report.content.source
        let hidden = fixture.roster.organizations.map(\.id).filter {
            report.cell(0, .organization($0))?.hidden != nil
        }
        #expect(hidden.count >= 3)
        for id in hidden {
            #expect(page.contains("Name of \(id)"))
            let places = PageFigure.all(in: page).map(\.place)
            #expect(!places.contains { $0.contains("maturity organization:\(id) ") })
        }
        #expect(page.contains("too few respondents"))
    }

    @Test("the file for sending on is one file: no script, no style attribute, no other address")
    func document() throws {
        let report = Report(try fixture.source(), in: .swedish)
        let page = String(decoding: report.document(group: "Staden & Co"), as: UTF8.self)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("<style>"))
        for word in [
            "<script", " style=", "http://", "https://", "<link", "src=", "@import", "url(",
        ] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("Staden &amp; Co") && !page.contains("Mognad <b>"))
        #expect(page.contains(ReportFixture.header.digest))
    }

    @Test("ids on the page are unique, and every link within it leads somewhere")
    func ids() throws {
        let page = Report(try fixture.source(), in: .english).content.source
        let ids = page.components(separatedBy: " id=\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
        #expect(ids.count == Set(ids).count)
        for target in page.components(separatedBy: "href=\"#").dropFirst() {
            #expect(ids.contains(String(target.prefix { $0 != "\"" })))
        }
    }

    @Test("what is not published, or not protected, says so")
    func warnings() throws {
        let working = try fixture.source(isPublished: false)
        #expect(Report(working, in: .english).content.source.contains("is not published"))
        let open = try fixture.source(nil, .unprotected)
        #expect(Report(open, in: .swedish).content.source.contains("Sprid dem inte"))
        #expect(
            !Report(try fixture.source(), in: .english).content.source.contains("not published"))
    }

    @Test("an organization's own page names no other organization")
    func own() throws {
        let report = Report(try fixture.source(nil, .public), in: .english)
        let page = report.own("a-parks").source
        #expect(page.contains("The whole group"))
        for organization in fixture.roster.organizations where organization.id != "a-parks" {
            #expect(!page.contains(organization.id) && !page.contains(organization.name))
        }
        let foreign = PageFigure.all(in: page).map(\.place).filter { !$0.contains("a-parks") }
        #expect(foreign.allSatisfy { $0.contains(" group ") || $0.hasPrefix("quality") })
    }

    @Test("every number drawn stands in the page's tables too")
    func drawn() throws {
        let page = Report(try fixture.source(), in: .english).content.source
        let texts = Set(PageFigure.all(in: page).map(\.text))
        for part in page.components(separatedBy: "class=\"plot-note\"").dropFirst() {
            let note = part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
            for figure in note.components(separatedBy: " · ") where figure.hasSuffix("\u{A0}%") {
                let figures = figure.components(separatedBy: "–")
                for text in figures where !text.isEmpty {
                    let whole = text.hasSuffix("%") ? text : text + "\u{A0}%"
                    #expect(texts.contains(whole), "\(whole)")
                }
            }
        }
    }

    @Test("the change since the snapshot before is shown beside it")
    func change() throws {
        var source = try fixture.source()
        #expect(!Report(source, in: .english).content.source.contains("Changed since snapshot"))
        var earlier = fixture.answers()
        earlier["a-parks"]?.removeLast()
        source.before = ReportSource.Earlier(
            released: try fixture.released(earlier),
            header: ResultsHeader(
                round: "2026", snapshot: 2, digest: "sha256:05",
                inputs: ReportFixture.header.inputs))
        let page = Report(source, in: .english).content.source
        #expect(page.contains("Changed since snapshot 2"))
    }
}
