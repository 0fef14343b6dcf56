/// A table whose cells are shaded by their figures, from light to dark.
package struct HeatTable: Markup {
    /// A cell.
    package enum Cell: Hashable, Sendable {
        /// A figure from 0 to 100, with its words.
        case figure(Double, HTML)
        /// Something that is hidden: the mark of its reason, and the reason for those who hear it.
        case hidden(String, reason: String)
        /// Nothing.
        case nothing(String)
    }

    private let caption: String
    private let heads: [String]
    private let rows: [(name: HTML, cells: [Cell])]

    /// A table; the first head is that of the names.
    package init(_ caption: String, heads: [String], rows: [(name: HTML, cells: [Cell])]) {
        self.caption = caption
        self.heads = heads
        self.rows = rows
    }

    /// The table.
    package var html: HTML {
        tag(
            "div", .class("table-box"), Attribute("role", "region"),
            Attribute("aria-label", caption), Attribute("tabindex", "0")
        ) {
            tag("table", .class("heat")) {
                tag("caption", .class("caption")) { caption }
                tag("thead") {
                    tag("tr") {
                        for head in heads { tag("th", Attribute("scope", "col")) { head } }
                    }
                }
                tag("tbody") {
                    for row in rows {
                        tag("tr") {
                            tag("th", Attribute("scope", "row")) { row.name }
                            for cell in row.cells { html(of: cell) }
                        }
                    }
                }
            }
        }
    }

    private func html(of cell: Cell) -> HTML {
        switch cell {
        case .figure(let value, let words):
            let step = min(9, max(0, Int(value / 10)))
            return tag("td", .class("heat-cell heat-\(step)")) { words }
        case .hidden(let mark, let reason):
            return tag("td", .class("heat-cell heat-hidden")) {
                tag("span", Attribute("aria-hidden", "true")) { mark }
                tag("span", .class("unseen")) { reason }
            }
        case .nothing(let words): return tag("td", .class("heat-cell")) { words }
        }
    }
}
