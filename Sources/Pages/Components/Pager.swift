/// The way from page to page of a long list.
package struct Pager: Markup {
    private let page: Int
    private let pages: Int
    private let language: Language
    private let path: (Int) -> String

    /// The way between pages, counted from 1; nothing when there is one only.
    ///
    /// - Parameter path: where a page is.
    package init(
        page: Int, pages: Int, language: Language, path: @escaping (Int) -> String
    ) {
        self.page = page
        self.pages = pages
        self.language = language
        self.path = path
    }

    /// The links.
    package var html: HTML {
        guard pages > 1 else { return .empty }
        return tag(
            "nav", .class("pager"),
            Attribute("aria-label", language.say("Sidor i listan", "Pages of the list"))
        ) {
            if page > 1 {
                Link(language.say("Första", "First"), to: path(1))
                Link(language.say("Föregående", "Previous"), to: path(page - 1))
            }
            tag("span") {
                language.say("Sida \(page) av \(pages)", "Page \(page) of \(pages)")
            }
            if page < pages {
                Link(language.say("Nästa", "Next"), to: path(page + 1))
                Link(language.say("Sista", "Last"), to: path(pages))
            }
        }
    }
}
