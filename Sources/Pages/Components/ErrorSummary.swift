/// What is wrong with a form, on top of the page, each with a link to its field.
package struct ErrorSummary: Markup {
    private let errors: [(text: String, field: String)]
    private let language: Language

    /// A summary; nothing when there are no errors.
    ///
    /// - Parameter errors: each with the id of its field.
    package init(_ errors: [(text: String, field: String)], language: Language) {
        self.errors = errors
        self.language = language
    }

    /// The box.
    package var html: HTML {
        guard !errors.isEmpty else { return .empty }
        return Notice(
            .error, title: language.say("Något behöver rättas", "Something needs correcting"),
            language: language
        ) {
            tag("ul") {
                for error in errors { tag("li") { Link(error.text, to: "#\(error.field)") } }
            }
        }.html
    }
}
