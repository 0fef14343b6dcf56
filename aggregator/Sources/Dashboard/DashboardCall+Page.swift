import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// Making the pages that answer a request.
extension DashboardCall {
    /// A page with the frame of the dashboard; its main heading is part of the content.
    /// - Parameter width: how wide the content is; the frame is the same for all pages.
    func page(
        _ title: String, _ place: DashboardPlace? = nil, width: Page.Width = .narrow,
        status: HTTPResponse.Status = .ok, @HTMLBuilder content: () -> HTML
    ) -> Response {
        DashboardAnswer.page(
            Page(
                title: title, language: language, frame: frame(place), look: (.wide, .linked)
            ) {
                tag("div", .class(width == .narrow ? "reading" : "page")) {
                    news
                    content()
                }
            }, status: status)
    }

    /// Goes on to a page, which says what was just done.
    func goTo(_ path: String, saying news: DashboardNews? = nil) -> Response {
        guard let news else { return DashboardAnswer.goTo(path) }
        let mark = path.contains("?") ? "&" : "?"
        return DashboardAnswer.goTo("\(path)\(mark)\(Self.newsName)=\(news.rawValue)")
    }

    /// The answer with the cookies that keep the language and tie forms to this browser.
    func kept(_ answer: Response) -> Response {
        var answer = answer
        if query("language").flatMap({ Language(rawValue: $0) }) != nil {
            answer = answer.setting(
                Self.languageCookie, language.code, seconds: 31_536_000, isStrict: false)
        }
        if known == nil, request.cookies[Self.entryCookie]?.value != entrySecret {
            answer = answer.setting(
                Self.entryCookie, entrySecret, seconds: AccessControl.sessionSeconds)
        }
        return answer
    }

    /// A form to an address below the dashboard's, carrying the token.
    func form(
        to path: String, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML
    ) -> ActionForm {
        ActionForm(
            to: DashboardRoutes.root + path, token: token, all: attributes, content: content)
    }

    /// A form with one button only.
    func button(
        _ title: String, to path: String, weight: Button.Weight = .primary,
        fields: [(name: String, value: String)] = []
    ) -> ActionForm {
        form(to: path) {
            for field in fields { hidden(field.name, field.value) }
            Button(title, weight: weight)
        }
    }

    /// A field that nobody sees.
    func hidden(_ name: String, _ value: String) -> HTML {
        void(
            "input", Attribute("type", "hidden"), Attribute("name", name),
            Attribute("value", value))
    }

    private var news: HTML {
        guard let word = query(Self.newsName), let news = DashboardNews(rawValue: word) else {
            return .empty
        }
        return tag("div", Attribute("role", "status")) {
            Notice(.success, title: news.text(language), language: language)
        }
    }

    /// What surrounds the content.
    func frame(_ place: DashboardPlace?) -> Frame {
        var frame = Frame(site: say("Mognadsenkäten", "Maturity survey"))
        frame.homePath = DashboardRoutes.root
        frame.owner = aggregator.settings.group
        frame.scripts = [DashboardAnswer.scriptPath]
        if isReading {
            frame.languagePaths = Language.allCases.map { ($0, languagePath($0)) }
        }
        guard let known else { return frame }
        frame.navigation = DashboardPlace.allCases.filter { may($0.act) }.map {
            Frame.Entry($0.title(language), path: $0.path)
        }
        frame.currentPath = place?.path
        frame.account = HTML([
            Link(known.name, to: "\(DashboardRoutes.root)/account").html,
            form(to: "/sign-out") {
                tag("button", Attribute("type", "submit"), .class("link-button")) {
                    say("Logga ut", "Sign out")
                }
            }.html,
        ])
        frame.foot = tag("p") {
            say(
                "Tider visas i tidszonen \(time.zone).",
                "Times are shown in the time zone \(time.zone).")
        }
        return frame
    }

    private func languagePath(_ language: Language) -> String {
        var parts = (request.uri.query ?? "").split(separator: "&").filter {
            !$0.hasPrefix("language=") && !$0.hasPrefix("\(Self.newsName)=")
        }.map(String.init)
        parts.append("language=\(language.code)")
        return "\(request.uri.path)?\(parts.joined(separator: "&"))"
    }
}
