import Formats
import Foundation
import MaturityModel
import Pages
import Testing

@testable import SurveyAggregator

@Suite("What reports say about their figures")
struct ReportWordsTests {
    let fixture: ReportFixture

    init() throws {
        fixture = try ReportFixture()
    }

    /// Results of a city where everybody gives the same answer to each item.
    private func source(steps: [UInt8]) throws -> ReportSource {
        try fixture.source(
            fixture.answers().mapValues { $0.map { _ in steps } }, Audience.public)
    }

    private func card(_ heading: String, _ page: String) throws -> String {
        let rest = try #require(page.components(separatedBy: "<h3>\(heading)</h3>").last)
        return try #require(rest.components(separatedBy: "<h3>").first)
    }

    @Test("parts with the same figure share a place, in the order of the questionnaire")
    func shared() throws {
        let page = Report(try source(steps: [4, 4, 1, 1, 1, 1]), in: .english).extremes().source
        let strongest = try card("Strongest", page)
        #expect(strongest.contains("Sensing") && !strongest.contains("Changing"))
        let weakest = try card("Weakest", page)
        let places = weakest.components(separatedBy: "<li value=\"1\">").dropFirst()
        #expect(places.count == 2)
        #expect(places.first?.hasPrefix("Changing") == true)
        #expect(places.last?.hasPrefix("Systems") == true)
    }

    @Test("when every part has the same figure none is called strongest or weakest")
    func level() throws {
        let report = Report(try source(steps: [2, 2, 2, 2, 2, 2]), in: .english)
        let page = report.extremes().source
        #expect(page.contains("3 parts have the same figure"))
        for name in ["Sensing", "Changing", "Systems"] { #expect(!page.contains(name)) }
        #expect(report.profile().source.contains("All have the same figure"))
    }

    @Test("an item's figure is said to be another kind of mean than those above it")
    func basis() throws {
        let source = try fixture.source()
        let english = Report(source, in: .english)
        let swedish = Report(source, in: .swedish)
        for part in [english.why.source, english.items().source] {
            #expect(part.contains("each respondent weighs the same"))
        }
        for part in [swedish.why.source, swedish.items().source] {
            #expect(part.contains("varje svarande väger lika"))
        }
    }

    @Test("the second kind of a heading begins with a small letter, as in a sentence")
    func kinds() throws {
        let page = Report(try fixture.source(), in: .swedish).content.source
        #expect(!page.contains("och Förvaltningar") && !page.contains("och Bolag"))
        #expect(page.contains("och förvaltningar") || page.contains("och bolag"))
    }

    @Test("a report says when its snapshot was made, where that is known")
    func date() throws {
        var source = try fixture.source()
        #expect(!Report(source, in: .english).content.source.contains(" UTC"))
        source.made = Timestamp("2026-03-04T05:06:07Z")
        let page = String(
            decoding: Report(source, in: .english).document(group: "City"), as: UTF8.self)
        #expect(page.contains("2026-03-04 05:06 UTC"))
    }

    @Test("the chart of the workbook reads from top to bottom and from left to right")
    func chart() throws {
        let book = try ResultsWorkbook.bytes(Report(try fixture.source(), in: .english))
        let content = try ZipArchive(book)
            .content(of: "xl/charts/chart1.xml", bytesMaximum: 1_000_000)
        let chart = String(decoding: try #require(content), as: UTF8.self)
        let names = try #require(chart.components(separatedBy: "<c:catAx>").last)
            .components(separatedBy: "</c:catAx>")[0]
        let values = try #require(chart.components(separatedBy: "<c:valAx>").last)
            .components(separatedBy: "</c:valAx>")[0]
        #expect(names.contains("<c:orientation val=\"maxMin\"/>"))
        #expect(values.contains("<c:orientation val=\"minMax\"/>"))
        #expect(values.contains("<c:crosses val=\"max\"/>"))
    }
}
