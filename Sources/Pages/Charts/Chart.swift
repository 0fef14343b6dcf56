/// The frame of every drawing: a title and a description for those who hear it, a key to its
/// marks, and the same figures as a table behind it.
///
/// A drawing holds nothing that the table does not. What is hidden is drawn at a place that does
/// not depend on its value, with the reason.
package struct Chart: Markup {
    /// What tells marks of one drawing apart; each has a color and a form of its own.
    package enum Look: Int, CaseIterable, Hashable, Sendable {
        case first, second, third, fourth

        /// The class in `look.css`.
        var name: String { "plot-mark plot-mark-\(rawValue + 1)" }

        /// The look for the thing with a number; the fourth is for all the rest.
        package static func numbered(_ number: Int) -> Look {
            Look(rawValue: min(max(0, number), 3)) ?? .fourth
        }
    }

    /// What a mark means.
    package enum Key: Hashable, Sendable {
        /// A mark.
        case mark(Look, String)
        /// A step of a scale of so many.
        case step(Int, of: Int, String)
        /// A special answer.
        case special(String)
        /// An interval.
        case interval(String)
    }

    /// What is drawn.
    package struct Drawing: Sendable {
        let width: Double
        let height: Double
        let shapes: HTML
        var keys: [Key] = []
    }

    private let id: String
    private let words: (title: String, description: String)
    private let drawing: Drawing
    private let table: HTML
    private let language: Language

    /// A drawing with its words and its table; `id` is unique on the page.
    package init(
        _ id: String, words: (title: String, description: String), drawing: Drawing,
        table: some Markup, language: Language
    ) {
        self.id = id
        self.words = words
        self.drawing = drawing
        self.table = table.html
        self.language = language
    }

    /// The figure.
    package var html: HTML {
        tag("figure", .class("plot"), .id(id)) {
            tag("figcaption") { words.title }
            if !drawing.keys.isEmpty { legend }
            tag(
                "div", .class("plot-box"), Attribute("role", "group"), Attribute("tabindex", "0"),
                Attribute("aria-label", words.title)
            ) {
                tag(
                    "svg", Attribute("role", "img"),
                    Attribute("aria-labelledby", "\(id)-title \(id)-text"),
                    Attribute(
                        "viewBox",
                        "0 0 \(Shape.number(drawing.width)) \(Shape.number(drawing.height))"),
                    Attribute("focusable", "false")
                ) {
                    tag("title", .id("\(id)-title")) { words.title }
                    tag("desc", .id("\(id)-text")) { words.description }
                    drawing.shapes
                }
            }
            tag("details", .class("plot-table")) {
                tag("summary") {
                    language.say("Visa som tabell", "Show as a table")
                    tag("span", .class("unseen")) { ": \(words.title)" }
                }
                table
            }
        }
    }

    private var legend: HTML {
        tag("ul", .class("legend")) { for key in drawing.keys { tag("li") { entry(key) } } }
    }

    private func entry(_ key: Key) -> HTML {
        switch key {
        case .mark(let look, let label):
            swatch(Shape.dot(look, Shape.Point(8, 8)), label)
        case .step(let step, let count, let label):
            swatch(
                Shape.box(
                    RowChart.stepLook(step, of: count), Shape.Point(1, 2), Shape.Point(15, 14)),
                label)
        case .special(let label):
            swatch(
                Shape.box("plot-special", Shape.Point(1, 2), Shape.Point(15, 14)), label)
        case .interval(let label):
            swatch(
                HTML([
                    Shape.line("plot-interval", Shape.Point(1, 8), Shape.Point(15, 8)),
                    Shape.line("plot-interval", Shape.Point(1, 4), Shape.Point(1, 12)),
                    Shape.line("plot-interval", Shape.Point(15, 4), Shape.Point(15, 12)),
                ]), label)
        }
    }

    private func swatch(_ shape: HTML, _ label: String) -> HTML {
        HTML([
            tag(
                "svg", .class("swatch"), Attribute("viewBox", "0 0 16 16"),
                Attribute("aria-hidden", "true"), Attribute("focusable", "false")
            ) { shape },
            HTML(label),
        ])
    }
}
