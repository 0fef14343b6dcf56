/// A box that says something important about the page or what was just done.
package struct Notice: Markup {
    /// What kind it is; a word says so, not the color alone.
    package enum Kind: String, Sendable {
        /// Good to know.
        case information
        /// It worked.
        case success
        /// Something needs attention.
        case warning
        /// Something went wrong.
        case error

        func word(_ language: Language) -> String {
            switch self {
            case .information: language.say("Information", "Information")
            case .success: language.say("Klart", "Done")
            case .warning: language.say("Obs", "Important")
            case .error: language.say("Fel", "Problem")
            }
        }
    }

    private let kind: Kind
    private let title: String
    private let language: Language
    private let content: HTML

    /// A notice; the title is one sentence.
    package init(
        _ kind: Kind, title: String, language: Language,
        @HTMLBuilder content: () -> HTML = { .empty }
    ) {
        self.kind = kind
        self.title = title
        self.language = language
        self.content = content()
    }

    /// The box.
    package var html: HTML {
        tag(
            "div", .class("notice notice-\(kind.rawValue)"),
            .optional("role", kind == .error ? "alert" : nil)
        ) {
            tag("p", .class("notice-title")) {
                tag("span", .class("notice-kind")) { "\(kind.word(language)):" }
                " \(title)"
            }
            content
        }
    }
}
