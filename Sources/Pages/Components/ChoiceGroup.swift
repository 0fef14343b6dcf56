/// A question with one choice: a group of radio buttons that a keyboard and a screen reader know.
///
/// Choices that are no step of the scale (`isApart`), such as *don't know*, stand apart from it.
package struct ChoiceGroup: Markup {
    /// One choice.
    package struct Choice: Hashable, Sendable {
        let value: String
        let label: String
        let isApart: Bool

        /// A choice; `isApart` when it is no step of the scale.
        package init(_ value: String, label: String, isApart: Bool = false) {
            self.value = value
            self.label = label
            self.isApart = isApart
        }
    }

    /// How the choices lie.
    package enum Layout: String, Sendable {
        /// One below the other.
        case list
        /// Side by side where there is room, as the steps of a scale.
        case scale
    }

    private let name: String
    private let question: HTML
    private let choices: [Choice]
    /// The value that is chosen.
    package var chosen: String?
    /// How the choices lie.
    package var layout = Layout.list
    /// An explanation behind a summary that opens.
    package var help: (title: String, text: String)?
    /// What is wrong.
    package var error: String?
    /// A remark after the question, such as that it must be answered.
    package var remark: String?

    /// A question; `name` is the field's name and, with `-` and a number, the choices' ids.
    package init(_ name: String, question: HTML, choices: [Choice]) {
        self.name = name
        self.question = question
        self.choices = choices
    }

    /// The question with changed settings.
    package func with(_ change: (inout ChoiceGroup) -> Void) -> ChoiceGroup {
        var group = self
        change(&group)
        return group
    }

    /// The group.
    package var html: HTML {
        tag(
            "fieldset", .class("question question-\(layout.rawValue)"), .id("q-\(name)"),
            .optional("aria-describedby", error == nil ? nil : "q-\(name)-error")
        ) {
            tag("legend") {
                question
                if let remark { tag("span", .class("remark")) { " (\(remark))" } }
            }
            if let error { tag("p", .class("error"), .id("q-\(name)-error")) { error } }
            if let help {
                tag("details", .class("help")) {
                    tag("summary") { help.title }
                    tag("p") { help.text }
                }
            }
            tag("div", .class("choices")) {
                tag("div", .class("steps")) { buttons(apart: false) }
                if choices.contains(where: \.isApart) {
                    tag("div", .class("apart")) { buttons(apart: true) }
                }
            }
        }
    }

    private func buttons(apart: Bool) -> HTML {
        HTML(
            choices.enumerated().filter { $0.element.isApart == apart }.map { index, choice in
                tag("label", .class("choice")) {
                    void(
                        "input", Attribute("type", "radio"), .id("\(name)-\(index + 1)"),
                        Attribute("name", name), Attribute("value", choice.value),
                        .flag("checked", if: choice.value == chosen))
                    tag("span") { choice.label }
                }
            })
    }
}
