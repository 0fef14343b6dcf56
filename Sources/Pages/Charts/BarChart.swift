/// Horizontal bars from 0 to 100 with their numbers written out, as a table and a drawing at once.
///
/// It is a table for those who hear it or print it without colors: each row has its name, its
/// number, other figures to compare with and, drawn in SVG, its bar with marks for some of them.
package struct BarChart: Markup {
    /// One bar.
    package struct Bar: Hashable, Sendable {
        /// What it is about.
        package let name: String
        /// How deep it stands below others, 0 for none.
        package let depth: Int
        /// From 0 to 100; nil when it is not shown.
        package let value: Double?
        /// Said in the place of the number when there is none.
        package let absence: String
        /// Figures to compare with, one for each column of them.
        package let others: [Figure]

        /// A bar.
        package init(
            _ name: String, depth: Int = 0, value: Double?, absence: String = "–",
            others: [Figure] = []
        ) {
            self.name = name
            self.depth = depth
            self.value = value
            self.absence = absence
            self.others = others
        }
    }

    /// A figure to compare with.
    package struct Figure: Hashable, Sendable {
        let value: Double?
        let absence: String

        /// A figure from 0 to 100, or what is said in its place.
        package init(_ value: Double?, absence: String = "–") {
            self.value = value
            self.absence = absence
        }
    }

    /// A column of figures to compare with.
    package struct Column: Hashable, Sendable {
        let title: String
        let mark: Mark?

        /// A column, with the mark that its figures have on the bars.
        package init(_ title: String, mark: Mark? = nil) {
            self.title = title
            self.mark = mark
        }
    }

    /// What a figure to compare with looks like on a bar; told apart by form.
    package enum Mark: Hashable, Sendable {
        /// A whole line.
        case line
        /// A broken line.
        case broken
    }

    private let caption: String
    private let bars: [Bar]
    private let titles: (name: String, value: String)
    private let columns: [Column]
    private let language: Language

    /// A chart.
    ///
    /// - Parameters:
    ///   - titles: the heads of the first two columns.
    ///   - columns: those of the figures to compare with.
    package init(
        _ caption: String, bars: [Bar], titles: (name: String, value: String),
        columns: [Column] = [], language: Language
    ) {
        self.caption = caption
        self.bars = bars
        self.titles = titles
        self.columns = columns
        self.language = language
    }

    /// The chart.
    package var html: HTML {
        tag(
            "div", .class("table-box"), Attribute("role", "region"),
            Attribute("aria-label", caption), Attribute("tabindex", "0")
        ) {
            tag("table", .class(columns.count > 1 ? "chart chart-compared" : "chart")) {
                tag("caption", .class("caption")) { caption }
                tag("thead") {
                    tag("tr") {
                        tag("th", Attribute("scope", "col")) { titles.name }
                        tag("th", Attribute("scope", "col"), .class("numeric")) { titles.value }
                        for column in columns {
                            tag("th", Attribute("scope", "col"), .class("numeric")) {
                                if let mark = column.mark { swatch(mark) }
                                column.title
                            }
                        }
                        tag("td", .class("drawing"), Attribute("aria-hidden", "true")) { "" }
                    }
                }
                tag("tbody") { for bar in bars { row(of: bar) } }
            }
        }
    }

    private func row(of bar: Bar) -> HTML {
        tag("tr", .class("depth-\(min(4, max(0, bar.depth)))")) {
            tag("th", Attribute("scope", "row")) { bar.name }
            tag("td", .class("numeric")) { percent(bar.value) ?? bar.absence }
            for figure in figures(of: bar) {
                tag("td", .class("numeric")) { percent(figure.value) ?? figure.absence }
            }
            tag("td", .class("drawing"), Attribute("aria-hidden", "true")) { drawing(of: bar) }
        }
    }

    private func percent(_ value: Double?) -> String? {
        value.map { "\(language.number($0)) %" }
    }

    private func drawing(of bar: Bar) -> HTML {
        tag(
            "svg", Attribute("viewBox", "0 0 100 8"), Attribute("preserveAspectRatio", "none"),
            Attribute("focusable", "false"), .class("bar")
        ) {
            box(.class("bar-track"), from: 0, width: 100)
            if let value = bar.value { box(.class("bar-value"), from: 0, width: value) }
            for (column, figure) in zip(columns, figures(of: bar)) {
                if let kind = column.mark, let value = figure.value {
                    mark(kind, from: value - 0.6, width: 1.2)
                }
            }
        }
    }

    /// The figures to compare with, one for each column.
    private func figures(of bar: Bar) -> [Figure] {
        columns.indices.map { bar.others.indices.contains($0) ? bar.others[$0] : Figure(nil) }
    }

    private func mark(_ mark: Mark, from start: Double, width: Double) -> HTML {
        switch mark {
        case .line: box(.class("bar-mark bar-mark-line"), from: start, width: width)
        case .broken:
            HTML(
                [(0.0, 2.0), (3, 2), (6, 2)].map { top, height in
                    box(
                        .class("bar-mark bar-mark-broken"), from: start, width: width,
                        vertical: (top, height))
                })
        }
    }

    private func swatch(_ kind: Mark) -> HTML {
        tag(
            "svg", .class("bar-swatch"), Attribute("viewBox", "0 0 4 8"),
            Attribute("aria-hidden", "true"), Attribute("focusable", "false")
        ) { mark(kind, from: 1, width: 2) }
    }

    private func box(
        _ look: Attribute, from start: Double, width: Double,
        vertical: (top: Double, height: Double) = (0, 8)
    ) -> HTML {
        let english = Language.english
        return tag(
            "rect", look, Attribute("x", english.number(max(0, start), decimals: 2)),
            Attribute("y", english.number(vertical.top)),
            Attribute("height", english.number(vertical.height)),
            Attribute("width", english.number(min(100, max(0, width)), decimals: 2))
        ) { "" }
    }
}
