/// Horizontal bars from 0 to 100 with their numbers written out, as a table and a drawing at once.
///
/// It is a table for those who hear it or print it without colors: each row has its name, its
/// number and, drawn in SVG, its bar with an optional mark for another figure beside it.
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
        /// A figure to compare with, from 0 to 100.
        package let mark: Double?

        /// A bar.
        package init(
            _ name: String, depth: Int = 0, value: Double?, absence: String = "–",
            mark: Double? = nil
        ) {
            self.name = name
            self.depth = depth
            self.value = value
            self.absence = absence
            self.mark = mark
        }
    }

    private let caption: String
    private let bars: [Bar]
    private let titles: (name: String, value: String, mark: String?)
    private let language: Language

    /// A chart.
    ///
    /// - Parameter titles: the heads of the columns; without one for the mark there is no such
    ///   column.
    package init(
        _ caption: String, bars: [Bar], titles: (name: String, value: String, mark: String?),
        language: Language
    ) {
        self.caption = caption
        self.bars = bars
        self.titles = titles
        self.language = language
    }

    /// The chart.
    package var html: HTML {
        tag(
            "div", .class("table-box"), Attribute("role", "region"),
            Attribute("aria-label", caption), Attribute("tabindex", "0")
        ) {
            tag("table", .class("chart")) {
                tag("caption", .class("caption")) { caption }
                tag("thead") {
                    tag("tr") {
                        tag("th", Attribute("scope", "col")) { titles.name }
                        tag("th", Attribute("scope", "col"), .class("numeric")) { titles.value }
                        if let mark = titles.mark {
                            tag("th", Attribute("scope", "col"), .class("numeric")) { mark }
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
            if titles.mark != nil {
                tag("td", .class("numeric")) { percent(bar.mark) ?? "–" }
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
            if let mark = bar.mark { box(.class("bar-mark"), from: mark - 0.5, width: 1) }
        }
    }

    private func box(_ look: Attribute, from start: Double, width: Double) -> HTML {
        let english = Language.english
        return tag(
            "rect", look, Attribute("x", english.number(max(0, start), decimals: 2)),
            Attribute("y", "0"), Attribute("height", "8"),
            Attribute("width", english.number(min(100, max(0, width)), decimals: 2))
        ) { "" }
    }
}
