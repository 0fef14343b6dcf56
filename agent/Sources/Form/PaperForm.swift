import MaturityModel
import Pages

/// The form on paper: to print, fill in with a pen and type in afterwards.
///
/// Every copy has a code, which is the respondent's label when it is typed in: the same copy typed
/// twice is one response. Each question shows its id and each option its code, as `import` reads
/// them.
struct PaperForm {
    /// Copies in one document.
    static let copiesMaximum = 200
    /// Characters of a copy's code.
    private static let codeCount = 6

    let questionnaire: Questionnaire
    let round: String
    let language: Language
    let asksUnit: Bool

    /// Codes for copies.
    static func codes(_ count: Int, _ device: Device) -> [String] {
        (0..<max(1, min(count, copiesMaximum))).map { _ in
            "P-" + String(InvitationCode.mint(device).prefix(codeCount))
        }
    }

    /// The copies, one after another, each on pages of its own.
    func copies(_ codes: [String]) -> HTML {
        HTML(codes.map { copy($0) })
    }

    /// A whole document for printing.
    func document(_ codes: [String]) -> Page {
        let title = questionnaire.title.text(in: language.code)
        return Page(
            title: title, language: language, frame: Frame(site: title),
            look: (.sheet, .inside)
        ) { copies(codes) }
    }

    private func copy(_ code: String) -> HTML {
        tag("article", .class("sheet-copy")) {
            tag("div", .class("paper-head")) {
                tag("h1") { questionnaire.title.text(in: language.code) }
                tag("p") {
                    language.say("Mätning \(round) · exemplar ", "Round \(round) · copy ")
                    tag("strong", .class("code")) { code }
                }
            }
            tag("p") {
                language.say(
                    "Kryssa i ett svar för varje påstående. Hoppa över det du inte vill svara på."
                        + " Skriv inte ditt namn.",
                    "Tick one answer for each statement. Skip what you do not want to answer. Do"
                        + " not write your name.")
            }
            for part in FormPart.parts(of: questionnaire, asksUnit: asksUnit) { section(part) }
        }
    }

    private func section(_ part: FormPart) -> HTML {
        HTML([
            tag("h2") {
                part.node.map { questionnaire.nodes[$0].title.text(in: language.code) }
                    ?? language.say("Om dig", "About you")
            },
            part.node == nil && asksUnit
                ? tag("div", .class("paper-item")) {
                    tag("p") {
                        language.say("Enhet (frivilligt)", "Unit (optional)")
                        " _______________________________"
                    }
                } : .empty,
            HTML(part.questions.map { item($0) }),
        ])
    }

    private func item(_ question: Interview.Question) -> HTML {
        let words = QuestionWords(question, questionnaire, language)
        let id: String
        switch question {
        case .background(let index): id = questionnaire.background[index].id
        case .item(let index): id = questionnaire.items[index].id
        }
        return tag("div", .class("paper-item")) {
            tag("p") {
                words.text
                tag("span", .class("paper-id")) { " \(id)" }
            }
            if let help = words.help { tag("p", .class("paper-help")) { help } }
            tag("ul") {
                for option in words.options {
                    tag("li", .optional("class", option.isApart ? "apart" : nil)) {
                        option.label
                        tag("span", .class("paper-id")) { " \(option.code)" }
                    }
                }
            }
        }
    }
}
