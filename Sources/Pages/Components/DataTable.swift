/// A table with a caption and headers; wide ones scroll inside their own box.
package struct DataTable: Markup {
    /// A column.
    package struct Column: Hashable, Sendable {
        let title: String
        let isNumeric: Bool

        /// A column; numbers stand to the right, so that digits stand below digits.
        package init(_ title: String, isNumeric: Bool = false) {
            self.title = title
            self.isNumeric = isNumeric
        }
    }

    private let caption: String
    private let columns: [Column]
    private let rows: [[HTML]]
    /// Whether the caption is only heard.
    package var hidesCaption = false

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
                                .optional("class", column.isNumeric ? "numeric" : nil)
                            ) { column.title }
                        }
                    }
                }
                tag("tbody") { for row in rows { tag("tr") { cells(of: row) } } }
            }
        }
    }

    private func cells(of row: [HTML]) -> HTML {
        HTML(
            zip(columns, row).enumerated().map { index, pair in
                let kind = Attribute.optional("class", pair.0.isNumeric ? "numeric" : nil)
                return index == 0
                    ? tag("th", Attribute("scope", "row"), kind) { pair.1 }
                    : tag("td", kind) { pair.1 }
            })
    }
}
