/// A link to a page.
package struct Link: Markup {
    private let title: String
    private let target: String
    private let classes: String?

    /// A link in a text.
    package init(_ title: String, to target: String) {
        self.init(title, to: target, classes: nil)
    }

    private init(_ title: String, to target: String, classes: String?) {
        self.title = title
        self.target = target
        self.classes = classes
    }

    /// A link that looks like a button, for the next step of a page.
    package static func button(_ title: String, to target: String) -> Link {
        Link(title, to: target, classes: "button")
    }

    /// A link that looks like a button of less weight.
    package static func secondary(_ title: String, to target: String) -> Link {
        Link(title, to: target, classes: "button button-secondary")
    }

    /// The link.
    package var html: HTML {
        tag("a", .optional("class", classes), .href(target)) { title }
    }
}
