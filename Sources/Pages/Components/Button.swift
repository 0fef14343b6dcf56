/// A button that sends the form it stands in.
package struct Button: Markup {
    /// How much weight it has on the page.
    package enum Weight: String, Sendable {
        /// The one thing to do.
        case primary
        /// Something else that can be done.
        case secondary
        /// Something that cannot be undone.
        case warning
    }

    private let title: String
    private let weight: Weight
    private let name: String?
    private let value: String?
    private let skipsChecks: Bool

    /// A button.
    ///
    /// - Parameters:
    ///   - name: the field that tells the buttons of a form apart.
    ///   - skipsChecks: whether the browser sends the form even when something is missing.
    package init(
        _ title: String, weight: Weight = .primary, name: String? = nil, value: String? = nil,
        skipsChecks: Bool = false
    ) {
        self.title = title
        self.weight = weight
        self.name = name
        self.value = value
        self.skipsChecks = skipsChecks
    }

    /// The button.
    package var html: HTML {
        tag(
            "button", Attribute("type", "submit"),
            .class(weight == .primary ? "button" : "button button-\(weight.rawValue)"),
            .optional("name", name), .optional("value", value),
            .flag("formnovalidate", if: skipsChecks)
        ) { title }
    }
}
