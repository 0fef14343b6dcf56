/// How far something has come, in words and as a bar.
package struct ProgressLine: Markup {
    private let label: String
    private let done: Int
    private let total: Int

    /// A line; the label says the numbers, since the bar says nothing to some.
    package init(_ label: String, done: Int, of total: Int) {
        self.label = label
        self.done = done
        self.total = total
    }

    /// The line.
    package var html: HTML {
        tag("div", .class("progress")) {
            tag("label", Attribute("for", "progress"), .id("progress-label")) { label }
            tag(
                "progress", .id("progress"), Attribute("max", String(max(1, total))),
                Attribute("value", String(min(done, total)))
            ) { "" }
        }
    }
}
