/// A whole page: title, frame and content, with landmarks and a way past them.
package struct Page: Markup {
    /// How wide the content may be.
    package enum Width: String, Sendable {
        /// For reading and forms.
        case narrow
        /// For tables and charts.
        case wide
        /// For printing.
        case sheet
    }

    /// Where the style sheet is.
    package enum Stylesheet: Sendable {
        /// In a file of the site.
        case linked
        /// Inside the page, for a page that is a file of its own and not served.
        case inside
    }

    private let title: String
    private let language: Language
    private let frame: Frame
    private let width: Width
    private let stylesheet: Stylesheet
    private let content: HTML

    /// A page; its main heading is part of the content.
    ///
    /// - Parameter title: what the browser shows; the site's name is added.
    package init(
        title: String, language: Language, frame: Frame,
        look: (width: Width, stylesheet: Stylesheet) = (.narrow, .linked),
        @HTMLBuilder content: () -> HTML
    ) {
        self.title = title
        self.language = language
        self.frame = frame
        width = look.width
        stylesheet = look.stylesheet
        self.content = content()
    }

    /// The document.
    package var html: HTML {
        HTML(
            document: tag("html", Attribute("lang", language.code)) {
                head
                tag("body", .class("width-\(width.rawValue)")) {
                    if width != .sheet { banner }
                    tag("main", .id("main"), Attribute("tabindex", "-1")) { content }
                    if width != .sheet { footer }
                }
            })
    }

    private var head: HTML {
        tag("head") {
            void("meta", Attribute("charset", "utf-8"))
            tag("title") { title == frame.site ? title : "\(title) – \(frame.site)" }
            void(
                "meta", Attribute("name", "viewport"),
                Attribute("content", "width=device-width, initial-scale=1"))
            void("meta", Attribute("name", "robots"), Attribute("content", "noindex"))
            switch stylesheet {
            case .linked:
                void("link", Attribute("rel", "stylesheet"), .href(Look.stylesheetPath))
                void("link", Attribute("rel", "icon"), .href(Look.iconPath))
            case .inside: HTML.style
            }
            for script in frame.scripts { tag("script", .src(script), .flag("defer")) { "" } }
        }
    }

    private var banner: HTML {
        HTML([
            tag("a", .class("skip"), .href("#main")) {
                language.say("Hoppa till innehållet", "Skip to the content")
            },
            tag("header", .class("banner")) {
                tag("div", .class("banner-row")) {
                    tag("a", .class("site"), .href(frame.homePath)) { frame.site }
                    if let owner = frame.owner { tag("span", .class("owner")) { owner } }
                    languages
                    if !frame.account.source.isEmpty {
                        tag("div", .class("account")) { frame.account }
                    }
                }
                navigation
            },
            frame.status.source.isEmpty
                ? .empty
                : tag(
                    "div", .class("status-bar"), .id("status"), Attribute("role", "status")
                ) { frame.status },
        ])
    }

    private var languages: HTML {
        guard frame.languagePaths.count > 1 else { return .empty }
        return tag(
            "nav", .class("languages"), Attribute("aria-label", language.say("Språk", "Language"))
        ) {
            for (other, path) in frame.languagePaths where other != language {
                tag(
                    "a", .href(path), Attribute("lang", other.code),
                    Attribute("hreflang", other.code)
                ) { other.name }
            }
        }
    }

    private var navigation: HTML {
        guard !frame.navigation.isEmpty else { return .empty }
        return tag(
            "nav", .class("navigation"), Attribute("aria-label", language.say("Sidor", "Pages"))
        ) {
            tag("ul") {
                for entry in frame.navigation {
                    tag("li") {
                        tag(
                            "a", .href(entry.path),
                            .optional(
                                "aria-current", entry.path == frame.currentPath ? "page" : nil)
                        ) { entry.title }
                    }
                }
            }
        }
    }

    private var footer: HTML {
        frame.foot.source.isEmpty ? .empty : tag("footer", .class("foot")) { frame.foot }
    }
}
