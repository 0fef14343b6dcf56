import Pages

/// What a page is made for: the request, who asks, and in which language.
struct FormScene {
    /// The cookie that keeps the language.
    static let languageCookie = "survey_language"

    let request: FormRequest
    /// Who asks; nil for somebody without a way in.
    let visitor: Visitor?
    let language: Language
    /// The session's token for forms.
    let token: String

    /// The text of the two that is in the page's language.
    func say(_ swedish: String, _ english: String) -> String { language.say(swedish, english) }

    /// The language that a request asks for: in its address, else its cookie, else its browser's.
    static func language(of request: FormRequest) -> Language {
        request.query["language"].flatMap { Language(rawValue: $0) }
            ?? request.cookie(languageCookie).flatMap { Language(rawValue: $0) }
            ?? Language.preferred(request.headers["accept-language"] ?? "")
    }

    /// A button's form to a path, carrying the token.
    func button(
        _ title: String, to path: String, weight: Button.Weight = .primary,
        fields: [(String, String)] = []
    ) -> ActionForm {
        ActionForm(to: path, token: token) {
            for (name, value) in fields {
                void(
                    "input", Attribute("type", "hidden"), Attribute("name", name),
                    Attribute("value", value))
            }
            Button(title, weight: weight)
        }
    }
}
