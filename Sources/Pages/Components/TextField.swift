/// A field for a text, with its label, a hint and what is wrong with it.
package struct TextField: Markup {
    /// How the field looks and what browsers do with it.
    package enum Kind: Hashable, Sendable {
        /// One line.
        case line
        /// One line that is hidden while typing.
        case secret
        /// A whole number.
        case number
        /// Several lines.
        case text(rows: Int)
        /// A file.
        case file(accept: String)
    }

    private let name: String
    private let label: String
    private let kind: Kind
    /// The id on the page, where two forms have a field of the same name; the name when nil.
    package var id: String?
    /// What to write, below the label.
    package var hint: String?
    /// What is in it.
    package var value = ""
    /// What is wrong with it.
    package var error: String?
    /// Whether the form is not complete without it.
    package var isRequired = false
    /// What the browser may fill in by itself.
    package var autocomplete = "off"
    /// The most characters it takes.
    package var lengthMaximum: Int?

    /// A field.
    package init(_ name: String, label: String, kind: Kind = .line) {
        self.name = name
        self.label = label
        self.kind = kind
    }

    /// The field with changed settings.
    package func with(_ change: (inout TextField) -> Void) -> TextField {
        var field = self
        change(&field)
        return field
    }

    private var place: String { id ?? name }

    private var described: String? {
        let ids = [hint.map { _ in "\(place)-hint" }, error.map { _ in "\(place)-error" }]
        let list = ids.compactMap(\.self)
        return list.isEmpty ? nil : list.joined(separator: " ")
    }

    /// The field.
    package var html: HTML {
        tag("div", .class(error == nil ? "field" : "field field-wrong")) {
            tag("label", Attribute("for", place)) { label }
            if let hint { tag("p", .class("hint"), .id("\(place)-hint")) { hint } }
            if let error { tag("p", .class("error"), .id("\(place)-error")) { error } }
            control
        }
    }

    private var shared: [Attribute] {
        [
            .id(place), Attribute("name", name), .optional("aria-describedby", described),
            .optional("aria-invalid", error == nil ? nil : "true"),
            .flag("required", if: isRequired),
            .optional("maxlength", lengthMaximum.map(String.init)),
        ]
    }

    private var control: HTML {
        switch kind {
        case .text(let rows):
            HTML(
                element: "textarea",
                shared + [
                    Attribute("rows", String(rows)), Attribute("autocomplete", autocomplete),
                ],
                content: HTML("\n\(value)"))
        case .file(let accept):
            input("file", [Attribute("accept", accept)])
        case .line, .secret:
            input(
                kind == .secret ? "password" : "text",
                [
                    Attribute("value", value), Attribute("autocomplete", autocomplete),
                    Attribute("spellcheck", "false"),
                ])
        case .number:
            input(
                "text",
                [
                    Attribute("value", value), Attribute("inputmode", "numeric"),
                    Attribute("autocomplete", "off"), .class("short"),
                ])
        }
    }

    private func input(_ type: String, _ attributes: [Attribute]) -> HTML {
        HTML(element: "input", [Attribute("type", type)] + shared + attributes, content: nil)
    }
}
