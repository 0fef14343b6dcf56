/// A table with a caption and headers; wide ones scroll inside their own box.
package struct DataTable: Markup {
    /// How the rows are sorted by a column.
    package struct Sort: Hashable, Sendable {
        /// A direction, as `aria-sort` calls it.
        package enum Direction: String, Sendable {
            /// The smallest first.
            case ascending
            /// The largest first.
            case descending
        }

        let path: String
        let direction: Direction?

        /// A link that sorts by the column; no direction when another column is sorted by.
        package init(path: String, direction: Direction?) {
            self.path = path
            self.direction = direction
        }
    }

    /// A column.
    package struct Column: Hashable, Sendable {
        /// What it is called.
        package let title: String
        let isNumeric: Bool
        let sort: Sort?

        /// A column; numbers stand to the right, so that digits stand below digits.
        package init(_ title: String, isNumeric: Bool = false, sort: Sort? = nil) {
            self.title = title
            self.isNumeric = isNumeric
            self.sort = sort
        }

        var head: HTML {
            guard let sort else { return HTML(title) }
            return tag("a", .class("sort"), .href(sort.path)) {
                title
                if let direction = sort.direction {
                    tag("span", Attribute("aria-hidden", "true")) {
                        direction == .ascending ? " ▲" : " ▼"
                    }
                }
            }
        }
    }

    private let caption: String
    private let columns: [Column]
    private let rows: [[HTML]]
    /// Whether the caption is only heard.
    package var hidesCaption = false
    /// The ids of the rows, for scripts that put others in their place; none when empty.
    package var rowIDs: [String] = []

    /// A table; the first cell of each row is its header.
    package init(_ caption: String, columns: [Column], rows: [[HTML]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }

    /// The table with its caption only heard.
    package func withoutVisibleCaption() -> DataTable {
        var table = self
        table.hidesCaption = true
        return table
    }

    /// The table with changed settings.
    package func with(_ change: (inout DataTable) -> Void) -> DataTable {
        var table = self
        change(&table)
        return table
    }

    /// One row by itself.
    package static func row(_ cells: [HTML], id: String?, numeric: [Bool]) -> HTML {
        tag("tr", .optional("id", id)) {
            for (index, cell) in cells.enumerated() {
                let kind = Attribute.optional(
                    "class", index < numeric.count && numeric[index] ? "numeric" : nil)
                if index == 0 {
                    tag("th", Attribute("scope", "row"), kind) { cell }
                } else {
                    tag("td", kind) { cell }
                }
            }
        }
    }

    /// The table.
    package var html: HTML {
        tag(
            "div", .class("table-box"), Attribute("role", "region"),
            Attribute("aria-label", caption), Attribute("tabindex", "0")
        ) {
            tag("table") {
                tag("caption", .class(hidesCaption ? "unseen" : "caption")) { caption }
                tag("thead") {
                    tag("tr") {
                        for column in columns {
                            tag(
                                "th", Attribute("scope", "col"),
                                .optional("class", column.isNumeric ? "numeric" : nil),
                                .optional("aria-sort", column.sort?.direction?.rawValue)
                            ) { column.head }
                        }
                    }
                }
                tag("tbody") {
                    for (index, row) in rows.enumerated() {
                        Self.row(
                            row, id: index < rowIDs.count ? rowIDs[index] : nil,
                            numeric: columns.map(\.isNumeric))
                    }
                }
            }
        }
    }
}
