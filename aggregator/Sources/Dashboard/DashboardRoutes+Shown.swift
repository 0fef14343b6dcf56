import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// Showing secrets that were just made.
extension DashboardRoutes {
    static let shown: [DashboardRoute] = [
        DashboardRoute(.get, "/shown/{ticket}", .known) { call in
            guard let known = call.known,
                let entry = call.memory.shown.entry(
                    call.parameter("ticket"), for: known, at: call.now)
            else { return call.goneShown() }
            return call.shownPage(entry)
        }
    ]
}

extension DashboardCall {
    /// Goes on to the page that shows secrets to whoever made them.
    func goShow(_ entry: ShownOnce.Entry) throws -> Response {
        guard let known else { throw AdministrationCall.nobody }
        let ticket = memory.shown.keep(entry, for: known, at: now)
        return DashboardAnswer.goTo("\(DashboardRoutes.root)/shown/\(ticket)")
    }

    fileprivate func goneShown() -> Response {
        let title = say("Visas inte längre", "No longer shown")
        return page(title, status: .notFound) {
            tag("h1") { title }
            tag("p") {
                say(
                    "Hemligheter visas bara en kort stund för den som gjorde dem. Gör en ny om den"
                        + " inte hann sparas.",
                    "Secrets are shown for a short while only, to whoever made them. Make a new one"
                        + " if it was not kept in time.")
            }
            Link.button(say("Till startsidan", "To the start page"), to: DashboardRoutes.root)
        }
    }

    fileprivate func shownPage(_ entry: ShownOnce.Entry) -> Response {
        let title = title(of: entry)
        return page(title) {
            tag("h1") { title }
            tag("div", .class("no-print")) {
                Notice(
                    .warning,
                    title: say(
                        "Skriv ut eller kopiera nu. Sidan kan läsas i \(minutes) minuter, sedan"
                            + " aldrig mer.",
                        "Print or copy now. The page can be read for \(minutes) minutes, then never"
                            + " again."), language: language
                ) { tag("p") { advice(on: entry.subject) } }
            }
            for row in entry.rows { slip(row, entry.subject) }
            tag("div", .class("actions")) {
                tag(
                    "button", Attribute("type", "button"), .class("button"), .flag("hidden"),
                    Attribute("data-print", "")
                ) { say("Skriv ut", "Print") }
                Link.secondary(say("Klart", "Done"), to: entry.next)
            }
        }
    }

    private var minutes: Int64 { ShownOnce.seconds / 60 }

    private func title(of entry: ShownOnce.Entry) -> String {
        switch entry.subject {
        case .codes:
            language.count(
                entry.rows.count, swedish: ("anslutningskod", "anslutningskoder"),
                english: ("enrollment code", "enrollment codes"))
        case .userSecret: say("Engångshemlighet", "One-time secret")
        case .token: say("Ny API-nyckel", "New API token")
        case .webhook: say("Signeringshemlighet", "Signing secret")
        }
    }

    private func advice(on subject: ShownOnce.Subject) -> String {
        switch subject {
        case .codes:
            say(
                "Varje kod ansluter ett program för sin organisation, en gång. Lämna den till"
                    + " samordnaren på ett säkert sätt.",
                "Each code enrolls one program for its organization, once. Hand it to the"
                    + " coordinator in a safe way.")
        case .userSecret:
            say(
                "Personen loggar in med den och väljer då ett eget lösenord.",
                "The person signs in with it and then chooses a password.")
        case .token:
            say(
                "Den som har nyckeln kan göra allt som den är till för.",
                "Whoever has the token can do everything that it is for.")
        case .webhook:
            say(
                "Mottagaren kontrollerar varje leverans med den, i huvudet Survey-Signature.",
                "The receiver checks each delivery with it, in the header Survey-Signature.")
        }
    }

    /// A secret in pieces of which none breaks: a line never ends at a hyphen, which could be taken
    /// for one that is not part of it. Copying gives the secret as it is.
    private func pieces(_ secret: String) -> HTML {
        var pieces: [String] = []
        for character in secret {
            let isFull = (pieces.last?.count ?? .max) >= Self.pieceCharacters
            if isFull, character != "-", pieces.last?.last != "-" {
                pieces.append(String(character))
            } else if pieces.isEmpty {
                pieces.append(String(character))
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        return HTML(pieces.map { piece in tag("span", .class("piece")) { piece } })
    }

    /// Characters of a piece, but for hyphens around its end.
    private static let pieceCharacters = 8

    private func slip(_ row: (name: String, secret: String), _ subject: ShownOnce.Subject) -> HTML {
        tag("section", .class("slip")) {
            tag("h2") { row.name }
            tag("p", .class("code big-code")) { pieces(row.secret) }
            if subject == .codes {
                tag("p") {
                    say("På organisationens dator: ", "On the organization's computer: ")
                    tag("span", .class("code")) { "survey-agent enroll" }
                    say(
                        ", eller klistra in koden i formuläret.",
                        ", or paste the code into the form.")
                }
            }
            tag(
                "button", Attribute("type", "button"), .class("button button-secondary no-print"),
                .flag("hidden"), Attribute("data-copy", row.secret),
                Attribute("data-copied", say("Kopierad", "Copied"))
            ) {
                say("Kopiera", "Copy")
                tag("span", .class("unseen")) { " \(row.name)" }
            }
        }
    }
}
