import MaturityModel
import Pages
import SurveyProtocol

/// Inviting respondents, seeing who has answered, printing the sheet, closing.
extension FormSite {
    /// Where links for respondents begin.
    private var linkBase: String { network?.address.base ?? own.base }

    func invitationsPage(_ round: String, _ scene: FormScene) throws -> FormReply {
        _ = try self.round(round)
        let list = try agent.home.invitations(round)
        let title = scene.say("Bjud in", "Invite")
        return page(title, scene, width: .wide) {
            tag("p", .class("eyebrow")) { Link(round, to: "/rounds/\(round)") }
            tag("h1") { title }
            if let added = scene.request.query["added"].flatMap({ Int($0) }) {
                Notice(
                    .success,
                    title: scene.language.count(
                        added, swedish: ("inbjudan tillagd.", "inbjudningar tillagda."),
                        english: ("invitation added.", "invitations added.")),
                    language: scene.language)
            }
            reach(scene)
            if !list.invitations.isEmpty { overview(list, round, scene) }
            addForms(round, scene)
        }
    }

    /// Who can reach the links.
    private func reach(_ scene: FormScene) -> Notice {
        guard let network else {
            return Notice(
                .information,
                title: scene.say(
                    "Länkarna fungerar bara på den här datorn.",
                    "The links work on this computer only."), language: scene.language
            ) {
                tag("p") {
                    scene.say(
                        "För att andra ska kunna svara från sina datorer behöver it-avdelningen"
                            + " starta programmet med --listen. Koderna är desamma.",
                        "For others to answer from their computers, IT needs to start the program"
                            + " with --listen. The codes stay the same.")
                }
            }
        }
        return Notice(
            .information,
            title: scene.say(
                "Svara på \(network.address.base)", "Answer at \(network.address.base)"),
            language: scene.language
        ) {
            tag("p") {
                scene.say(
                    "Om webbläsaren varnar: jämför certifikatets SHA-256 med",
                    "If the browser warns: compare the certificate's SHA-256 with")
                " "
                tag("span", .class("code")) { network.fingerprint }
            }
        }
    }

    private func overview(
        _ list: InvitationList, _ round: String, _ scene: FormScene
    ) -> HTML {
        let total = list.invitations.count
        let tracked = list.invitations.filter { $0.label != nil }
        let anonymous = list.invitations.filter { $0.label == nil }
        return HTML([
            ProgressLine(
                scene.say(
                    "\(list.answered) av \(total) har svarat",
                    "\(list.answered) of \(total) have answered"),
                done: list.answered, of: total
            ).html,
            list.isOpen
                ? .empty
                : Notice(
                    .warning,
                    title: scene.say(
                        "Inbjudningarna är stängda: länkar och koder fungerar inte.",
                        "The invitations are closed: links and codes do not work."),
                    language: scene.language
                ).html,
            tag("div", .class("actions")) {
                Link.button(
                    scene.say("Skriv ut länkar och koder", "Print links and codes"),
                    to: "/rounds/\(round)/sheet")
                scene.button(
                    list.isOpen
                        ? scene.say("Stäng inbjudningarna", "Close the invitations")
                        : scene.say("Öppna igen", "Open again"),
                    to: "/rounds/\(round)/invitations", weight: .secondary,
                    fields: [("do", list.isOpen ? "close" : "open")])
            },
            anonymous.isEmpty
                ? .empty
                : tag("p") {
                    let answered = anonymous.filter(\.isUsed).count
                    scene.say(
                        "Anonyma: \(answered) av \(anonymous.count) har svarat.",
                        "Anonymous: \(answered) of \(anonymous.count) have answered.")
                },
            tracked.isEmpty ? .empty : table(tracked, scene),
        ])
    }

    private func table(_ tracked: [Invitation], _ scene: FormScene) -> HTML {
        DataTable(
            scene.say("Med namn", "With a name"),
            columns: [
                .init(scene.say("Namn", "Name")), .init(scene.say("Kod", "Code")),
                .init(scene.say("Läge", "State")),
            ],
            rows: tracked.map { invitation in
                [
                    HTML(invitation.label ?? ""),
                    tag("span", .class("code")) { InvitationCode.shown(invitation.code) },
                    stateTag(invitation, scene).html,
                ]
            }
        ).html
    }

    private func stateTag(_ invitation: Invitation, _ scene: FormScene) -> StatusTag {
        switch invitation.state {
        case .unused: StatusTag(scene.say("Inte börjat", "Not begun"), .neutral)
        case .begun: StatusTag(scene.say("Har börjat", "Has begun"), .waiting)
        case .answered: StatusTag(scene.say("Har svarat", "Has answered"), .good)
        }
    }

    private func addForms(_ round: String, _ scene: FormScene) -> HTML {
        let path = "/rounds/\(round)/invitations"
        return tag("ul", .class("cards cards-pairs")) {
            tag("li") {
                tag("h2") { scene.say("Anonymt", "Anonymous") }
                tag("p") {
                    scene.say(
                        "Du ser hur många som har svarat, inte vilka.",
                        "You see how many have answered, not who.")
                }
                ActionForm(to: path, token: scene.token) {
                    TextField(
                        "count", label: scene.say("Hur många?", "How many?"), kind: .number
                    ).with {
                        $0.isRequired = true
                        $0.lengthMaximum = 4
                    }
                    Button(scene.say("Lägg till", "Add"), weight: .secondary)
                }
            }
            tag("li") {
                tag("h2") { scene.say("Med namn", "With a name") }
                tag("p") {
                    scene.say(
                        "Du ser vilka som har svarat, inte vad. Namnen stannar på den här datorn.",
                        "You see who has answered, not what. The names stay on this computer.")
                }
                ActionForm(to: path, token: scene.token) {
                    TextField(
                        "labels", label: scene.say("Ett namn per rad", "One name a line"),
                        kind: .text(rows: 4)
                    ).with { $0.isRequired = true }
                    Button(scene.say("Lägg till", "Add"), weight: .secondary)
                }
            }
        }
    }

    func changeInvitations(_ round: String, _ scene: FormScene) throws -> FormReply {
        _ = try self.round(round)
        let fields = scene.request.fields
        var added = 0
        try changeInvitations(round) { list in
            switch fields["do"] {
            case "close": list.isOpen = false
            case "open": list.isOpen = true
            default:
                added += list.add(
                    anonymous: fields["count"].flatMap { Int($0.trimmed) } ?? 0, agent.device)
                let lines = (fields["labels"] ?? "").split(whereSeparator: \.isNewline)
                added += list.add(labels: lines.map { String($0).trimmed }, agent.device)
            }
        }
        return .goTo("/rounds/\(round)/invitations\(added > 0 ? "?added=\(added)" : "")")
    }

    /// The sheet to print and cut: one slip for each invitation that can still be used.
    func sheetPage(_ round: String, _ scene: FormScene) throws -> FormReply {
        let (_, questionnaire) = try self.round(round)
        let list = try agent.home.invitations(round)
        let title = scene.say("Länkar och koder", "Links and codes")
        return page(title, scene, width: .sheet) {
            tag("h1") { title }
            tag("div", .class("no-print")) {
                tag("p") {
                    scene.say(
                        "Skriv ut sidan och klipp isär. Varje kod gäller för en person.",
                        "Print the page and cut it. Each code is for one person.")
                    " "
                    Link(scene.say("Tillbaka", "Back"), to: "/rounds/\(round)/invitations")
                }
            }
            for invitation in list.invitations where invitation.isUsable {
                tag("section", .class("slip")) {
                    tag("h2") { questionnaire.title.text(in: scene.language.code) }
                    if let label = invitation.label {
                        tag("p") { scene.say("Till ", "To ") + label }
                    }
                    tag("p") {
                        scene.say("Öppna ", "Open ")
                        tag("span", .class("code")) { linkBase }
                        scene.say(" och skriv koden", " and enter the code")
                    }
                    tag("p", .class("code big-code")) { InvitationCode.shown(invitation.code) }
                    tag("p") {
                        scene.say("eller använd länken ", "or use the link ")
                        tag("span", .class("code")) { "\(linkBase)/a/\(invitation.code)" }
                    }
                }
            }
        }
    }

    /// What a shared computer is, before it becomes one.
    func kioskPage(_ round: String, _ scene: FormScene) throws -> FormReply {
        _ = try self.round(round)
        let title = scene.say("Gemensam dator", "Shared computer")
        return page(title, scene) {
            tag("p", .class("eyebrow")) { Link(round, to: "/rounds/\(round)") }
            tag("h1") { title }
            tag("p") {
                scene.say(
                    "Den här webbläsaren tar sedan emot svar, en person i taget. Ingen ser någon"
                        + " annans svar, och samordnarens sidor går inte att öppna här.",
                    "This browser then takes responses, one person at a time. Nobody sees anybody"
                        + " else's answers, and the coordinator's pages cannot be opened here.")
            }
            tag("p") {
                scene.say(
                    "När ni är klara: öppna formuläret på nytt med länken från programmet.",
                    "When you are done: open the form again with the link from the program.")
            }
            scene.button(
                scene.say("Börja ta emot svar", "Begin taking responses"),
                to: "/rounds/\(round)/kiosk")
        }
    }
}
