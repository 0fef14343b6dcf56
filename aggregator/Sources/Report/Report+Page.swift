import MaturityModel
import Pages

/// The whole: everything that can be seen of the results, in the order of reading.
extension Report {
    /// What the results are called.
    var title: String {
        "\(questionnaire.title.text(in: language.code)) \(source.header.round)"
    }

    /// Every part, from the figure to where it comes from.
    var content: HTML {
        HTML([warnings, headline, contents] + parts.map(\.html) + [method])
    }

    private typealias Part = (id: String, title: String, html: HTML)

    private var parts: [Part] {
        [
            ("profile", say("Profil", "Profile"), profile()),
            ("kinds", kindsTitle, kindsSection),
            ("extremes", say("Starkast och svagast", "Strongest and weakest"), extremes()),
            ("types", say("Typer", "Types"), typeMap),
            ("heat", say("Organisationer och kategorier", "Organizations and categories"), heatMap),
            ("spread", say("Spridning", "Spread"), spread),
            ("balance", say("Balans", "Balance"), balanceSection),
            ("trend", say("Utveckling", "Development"), trendSection()),
            ("change", say("Ändrat sedan sist", "Changed since last"), changeSection),
            ("benchmarks", say("Andras siffror", "Figures of others"), benchmarks),
            ("weightings", say("Andra vikter", "Other weights"), weightings),
            ("why", say("Varför", "Why"), why),
            ("items", say("Svar per påstående", "Answers to each statement"), items()),
            ("quality", say("Tillförlitlighet", "Trust"), qualitySection),
        ].filter { !$0.html.source.isEmpty }
    }

    private var contents: HTML {
        tag("nav", .class("no-print"), Attribute("aria-label", say("Innehåll", "Contents"))) {
            tag("ul", .class("contents")) {
                for part in parts { tag("li") { Link(part.title, to: "#\(part.id)") } }
                tag("li") { Link(say("Om siffrorna", "About the figures"), to: "#method") }
            }
        }
    }

    /// The report as one file: nothing in it comes from elsewhere, and nothing in it runs.
    func document(group: String) -> [UInt8] {
        var frame = Frame(site: group)
        frame.homePath = "#main"
        let page = Page(
            title: title, language: language, frame: frame, look: (.wide, .inside)
        ) {
            tag("p", .class("eyebrow")) { made.map { "\(group) · \($0)" } ?? group }
            tag("h1") { title }
            content
        }
        return Array(page.html.source.utf8)
    }
}
