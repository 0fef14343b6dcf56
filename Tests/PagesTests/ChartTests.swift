import Testing

@testable import Pages

@Suite("Drawings")
struct ChartTests {
    private func chart(_ rows: [RowChart.Row]) -> String {
        Chart(
            "c", words: ("Title & more", "What it shows"),
            drawing: RowChart(rows, on: .percent, language: .english).drawing([
                .mark(.first, "One"), .mark(.second, "Two"), .interval("Interval"),
                .step(0, of: 5, "Low"), .special("Don't know"),
            ]),
            table: DataTable("Table", columns: [.init("Name")], rows: [[HTML("cell")]]),
            language: .english
        ).html.source
    }

    @Test("a drawing has a title and a description for those who hear it, and a table behind it")
    func heard() {
        let source = chart([.init("Row", marks: [.bar(40), .interval(30, 50)], note: "40 %")])
        #expect(source.contains(#"role="img" aria-labelledby="c-title c-text""#))
        #expect(source.contains(#"<title id="c-title">Title &amp; more</title>"#))
        #expect(source.contains(#"<desc id="c-text">What it shows</desc>"#))
        #expect(source.contains("Show as a table") && source.contains("<table>"))
    }

    @Test("nothing in a drawing needs a looser policy: no style, no script, no other address")
    func policy() {
        let rows = [
            RowChart.Row("Bar", marks: [.bar(40), .interval(30, 50)]),
            .init("Dots", marks: [.link(20, 60), .dot(20, .first), .dot(60, .second)]),
            .init("Third", marks: [.dot(20, .third), .dot(60, .fourth)]),
            .init("Box", marks: [.box([10, 20, 30, 40, 50])]),
            .init(
                "Shares",
                marks: [.share(from: 0, to: 60, step: 1, of: 5), .special(from: 60, to: 100)]),
            .init("Absent", marks: [.absent("hidden")]),
        ]
        let map = TypeMap(
            [.init(1, x: 40, y: 60, look: .first)], cutoffs: (50, 50),
            words: .init(horizontal: "A", vertical: "B", quarters: ["1", "2", "3", "4"]))
        let lines = LineChart(
            [.init("S", values: [40, 50, nil], breaks: [1])], over: ["1", "2", "3"],
            language: .swedish)
        for source in [chart(rows), map.drawing([]).shapes.source, lines.drawing.shapes.source] {
            for word in ["style=", "<style", "<script", "href", "http", " on"] {
                #expect(!source.contains(word), "\(word)")
            }
        }
    }

    @Test("numbers in a drawing are plain, also below zero and far away")
    func numbers() {
        #expect(Shape.number(-3.25) == "-3.3")
        #expect(Shape.number(-0.01) == "0.0")
        let gap = RowChart(
            [.init("Gap", marks: [.interval(-12.5, 3), .dot(-4, .first)])],
            on: .around([-12.5, 3]), language: .swedish
        ).drawing().shapes.source
        #expect(!gap.contains("=\"\u{2212}") && !gap.contains(",\""))
        let outside = RowChart(
            [.init("Far", marks: [.bar(1_000)])], on: .percent, language: .english
        ).drawing().shapes.source
        #expect(outside.contains(#"width="344.0""#))
    }

    @Test("long names are broken between words, and what does not fit shows that it goes on")
    func names() {
        #expect(Shape.lines("One two three", columns: 8) == ["One two", "three"])
        let long = Shape.lines(String(repeating: "word ", count: 40), columns: 20)
        #expect(long.count == 3 && long[2].hasSuffix("…"))
        #expect(Shape.lines("Donaudampfschifffahrtsgesellschaft", columns: 12)[0].count == 13)
    }

    @Test("a broken series has a mark in the place of its line")
    func breaks() {
        let whole = LineChart(
            [.init("S", values: [40, 50])], over: ["1", "2"], language: .english
        ).drawing.shapes.source
        let broken = LineChart(
            [.init("S", values: [40, 50], breaks: [1])], over: ["1", "2"], language: .english
        ).drawing.shapes.source
        #expect(whole.contains("plot-line-1") && !whole.contains("plot-break"))
        #expect(broken.contains("plot-break") && !broken.contains("plot-line-1"))
    }

    @Test("every mark and step can be told apart without colors")
    func looks() {
        let marks = Chart.Look.allCases.map {
            String(Shape.dot($0, Shape.Point(0, 0)).source.prefix { $0 != " " })
        }
        #expect(Set(marks.prefix(3)).count == 3)
        #expect(Set((0..<5).map { RowChart.stepLook($0, of: 5) }).count == 5)
    }
}
