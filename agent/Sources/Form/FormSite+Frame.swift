import Pages
import SurveyProtocol

/// What surrounds the pages, and the pages for when something is in the way.
extension FormSite {
    /// The site's name.
    func siteName(_ language: Language) -> String {
        language.say("Mognadsenkäten", "Maturity survey")
    }

    /// The frame of a page of the coordinator.
    func frame(_ scene: FormScene, current: String? = nil) -> Frame {
        var frame = plainFrame(scene)
        guard scene.visitor == .coordinator, (try? agent.home.enrollment()) != nil else {
            return frame
        }
        frame.navigation = [
            Frame.Entry(scene.say("Mätningar", "Rounds"), path: "/"),
            Frame.Entry(scene.say("Läget", "Status"), path: "/status"),
        ]
        frame.currentPath = current
        frame.status = statusLine(scene)
        return frame
    }

    /// The frame without navigation, for respondents.
    func plainFrame(_ scene: FormScene) -> Frame {
        var frame = Frame(site: siteName(scene.language))
        frame.owner =
            agent.home.organizationName() ?? (try? agent.home.enrollment())?.organization
        frame.scripts = [FormScript.path]
        if scene.request.method != "POST" {
            frame.languagePaths = Language.allCases.map {
                ($0, "\(scene.request.plainPath)?language=\($0.code)")
            }
        }
        let isHere = scene.request.door == .own
        frame.foot = tag("p") {
            isHere
                ? scene.say(
                    "Svaren sparas på den här datorn. Inget skickas förrän du lämnar in.",
                    "The answers are saved on this computer. Nothing is sent before you hand in.")
                : scene.say(
                    "Svaren sparas på organisationens dator. Inget skickas vidare förrän du lämnar"
                        + " in.",
                    "The answers are saved on the organization's computer. Nothing is sent on"
                        + " before you hand in.")
        }
        return frame
    }

    /// A page with the frame that suits the visitor.
    func page(
        _ title: String, _ scene: FormScene, current: String? = nil, width: Page.Width = .narrow,
        @HTMLBuilder content: () -> HTML
    ) -> FormReply {
        .page(
            Page(
                title: title, language: scene.language, frame: frame(scene, current: current),
                look: (width, .linked), content: content))
    }

    /// The page for somebody without a way in.
    func doorPage(_ scene: FormScene, wrong: Bool) -> FormReply {
        let title = scene.say("Välkommen", "Welcome")
        let page = Page(title: title, language: scene.language, frame: plainFrame(scene)) {
            if wrong {
                Notice(
                    .error,
                    title: scene.say(
                        "Länken eller koden gäller inte.", "The link or code is not valid."),
                    language: scene.language
                ) {
                    tag("p") {
                        scene.say(
                            "Kontrollera att hela koden kom med. Den kan också vara använd eller"
                                + " stängd; fråga i så fall din samordnare.",
                            "Check that the whole code is there. It may also be used or closed; if"
                                + " so, ask your coordinator.")
                    }
                }
            }
            tag("h1") { title }
            tag("p", .class("lead")) {
                scene.say(
                    "Skriv koden som du har fått för att svara på enkäten.",
                    "Enter the code that you were given to answer the survey.")
            }
            ActionForm(to: "/code", token: "") {
                TextField("code", label: scene.say("Kod", "Code")).with {
                    $0.hint = scene.say("Till exempel 7K3M-9QFX-2PRA", "Such as 7K3M-9QFX-2PRA")
                    $0.isRequired = true
                    $0.lengthMaximum = 40
                }
                Button(scene.say("Börja", "Begin"))
            }
            tag("h2") { scene.say("Är du samordnare?", "Are you the coordinator?") }
            tag("p") {
                scene.say(
                    "Öppna formuläret med länken som programmet visar när det startar. Länken byts"
                        + " vid varje start, så att ingen annan kan ta sig in.",
                    "Open the form with the link that the program shows when it starts. The link"
                        + " changes with every start, so that nobody else can get in.")
            }
        }
        return .page(page, status: wrong ? 403 : 401)
    }

    /// The page for a form that was sent from elsewhere or from a session that is over.
    func stalePage(_ scene: FormScene) -> FormReply {
        let title = scene.say("Sidan är för gammal", "The page is too old")
        let page = Page(title: title, language: scene.language, frame: plainFrame(scene)) {
            tag("h1") { title }
            tag("p") {
                scene.say(
                    "Det du skickade togs inte emot. Gå tillbaka, läs in sidan på nytt och försök"
                        + " igen. Svar som visades som sparade är sparade.",
                    "What you sent was not taken. Go back, reload the page and try again. Answers"
                        + " that were shown as saved are saved.")
            }
            Link.button(scene.say("Till startsidan", "To the start page"), to: "/")
        }
        return .page(page, status: 403)
    }

    /// The page for a failure.
    func faultPage(_ fault: any AgentFault, _ scene: FormScene, status: Int = 500) -> FormReply {
        let status = fault.code == "round-unknown" ? 404 : status
        let title = scene.say("Det gick inte", "That did not work")
        let page = Page(title: title, language: scene.language, frame: frame(scene)) {
            tag("h1") { title }
            Notice(
                .error,
                title: scene.say(
                    "Programmet kunde inte slutföra det.", "The program could not finish this."),
                language: scene.language
            ) {
                tag("p", Attribute("lang", "en")) { "\(fault.reason). \(fault.hint)" }
                tag("p") { "\(scene.say("Kod", "Code")): \(fault.code)" }
            }
            Link.button(scene.say("Till startsidan", "To the start page"), to: "/")
        }
        return .page(page, status: status)
    }

    /// The page for an address that leads nowhere.
    func missingPage(_ scene: FormScene) -> FormReply {
        let title = scene.say("Sidan finns inte", "There is no such page")
        let page = Page(title: title, language: scene.language, frame: frame(scene)) {
            tag("h1") { title }
            Link.button(scene.say("Till startsidan", "To the start page"), to: "/")
        }
        return .page(page, status: 404)
    }

    /// The line on top of every page of the coordinator: what is safe and what waits.
    func statusLine(_ scene: FormScene) -> HTML {
        guard let report = try? StatusReport(agent) else { return .empty }
        let attention = report.attention
        return tag("p") {
            if attention.needPerson > 0 {
                StatusTag(scene.say("Behöver dig", "Needs you"), .attention)
                " "
                Link(StatusWords.attention(attention, scene.language), to: "/status")
                " · "
            }
            StatusWords.waiting(report.counts, scene.language)
            " · "
            StatusWords.contact(report, scene.language)
        }
    }
}
