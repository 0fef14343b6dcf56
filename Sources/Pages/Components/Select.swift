/// A choice from a list that opens, for where there are many or little room.
package struct Select: Markup {
    private let name: String
    private let label: String
    private let options: [(value: String, label: String)]
    private let chosen: String

    /// A choice with its label; the options are values of the field and what people read.
    package init(
        _ name: String, label: String, options: [(value: String, label: String)], chosen: String
    ) {
        self.name = name
        self.label = label
        self.options = options
        self.chosen = chosen
    }

    /// The choice.
    package var html: HTML {
        tag("div", .class("field")) {
            tag("label", Attribute("for", name)) { label }
            tag("select", .id(name), Attribute("name", name)) {
                for option in options {
                    tag(
                        "option", Attribute("value", option.value),
                        .flag("selected", if: option.value == chosen)
                    ) { option.label }
                }
            }
        }
    }
}
