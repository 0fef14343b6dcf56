import HTTPTypes
import Hummingbird
import Logging
import Pages
import SurveyProtocol

/// The pages for when something is in the way.
extension DashboardCall {
    /// The page for an error, with its code, reason and hint.
    func fault(_ error: any Error) -> Response {
        let words = FaultWords(error, logger: context.logger)
        let title = words.title(language)
        return page(title, status: HTTPResponse.Status(code: words.status)) {
            tag("h1") { title }
            Notice(.error, title: words.advice(language), language: language) {
                reason(words.detail)
                tag("p") { "\(say("Kod", "Code")): \(words.code)" }
            }
            way
        }
    }

    /// The page for an address that leads nowhere.
    func missing() -> Response {
        let title = say("Sidan finns inte", "There is no such page")
        return page(title, status: .notFound) {
            tag("h1") { title }
            tag("p") {
                say(
                    "Adressen leder ingenstans. Kontrollera den, eller börja om från startsidan.",
                    "The address leads nowhere. Check it, or begin again at the start page.")
            }
            way
        }
    }

    /// The exact reason: in the page's language where that is known, else folded away in English.
    private func reason(_ text: String) -> HTML {
        let known = language == .swedish ? SwedishReason.text(text) : text
        if let known { return tag("p") { Self.sentence(known) } }
        return tag("details") {
            tag("summary") { "Exakt orsak på engelska" }
            tag("p", Attribute("lang", "en")) { text }
        }
    }

    /// A reason in the page's language, or marked as English.
    private func translated(_ text: String) -> HTML {
        let known = language == .swedish ? SwedishReason.text(text) : text
        return known.map { HTML($0) } ?? tag("span", Attribute("lang", "en")) { text }
    }

    private static func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }

    private var way: Link {
        known == nil
            ? Link.button(say("Logga in", "Sign in"), to: "\(DashboardRoutes.root)/sign-in")
            : Link.button(say("Till startsidan", "To the start page"), to: DashboardRoutes.root)
    }

    /// A box that says on a form's page why it was not taken.
    func refusal(_ error: AggregatorError) -> HTML {
        let words = FaultWords(error, logger: context.logger)
        let lines = error.reason.split(separator: "\n").map(String.init)
        return Notice(.error, title: words.title(language), language: language) {
            tag("p") { words.advice(language) }
            if let first = lines.first, !words.isWhole, lines.count == 1 { reason(first) }
            if lines.count > 1 {
                tag("ul", .class("faults")) {
                    for line in lines.dropFirst() { tag("li", content: { translated(line) }) }
                }
            }
        }.html
    }
}

extension AggregatorError {
    /// Whether whoever sent a form can mend it and send it again.
    var isCorrectable: Bool { (400..<500).contains(code.status) && code.status != 403 }
}
