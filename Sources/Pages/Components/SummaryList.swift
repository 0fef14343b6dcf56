/// Pairs of a name and a value, each with a way to change it.
package struct SummaryList: Markup {
    /// One pair.
    package struct Row: Sendable {
        let name: String
        let value: HTML
        let action: (title: String, path: String, about: String)?

        /// A pair.
        ///
        /// - Parameter action: the link behind the pair; `about` completes its name for those who
        ///   hear the links alone.
        package init(
            _ name: String, _ value: some Markup,
            action: (title: String, path: String, about: String)? = nil
        ) {
            self.name = name
            self.value = value.html
            self.action = action
        }
    }

    private let rows: [Row]

    /// A list.
    package init(_ rows: [Row]) {
        self.rows = rows
    }

    /// The list.
    package var html: HTML {
        tag("dl", .class("summary")) {
            for row in rows {
                tag("div") {
                    tag("dt") { row.name }
                    tag("dd") {
                        row.value
                        if let action = row.action {
                            tag("a", .class("change"), .href(action.path)) {
                                action.title
                                tag("span", .class("unseen")) { " \(action.about)" }
                            }
                        }
                    }
                }
            }
        }
    }
}
