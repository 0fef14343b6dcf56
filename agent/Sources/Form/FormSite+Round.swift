import MaturityModel
import Pages
import SurveyProtocol

/// One round: what can be done in it, and where its responses are.
extension FormSite {
    func roundPage(_ id: String, _ scene: FormScene) throws -> FormReply {
        let (round, questionnaire) = try self.round(id)
        let title = questionnaire.title.text(in: scene.language.code)
        let drafts = try agent.spool.drafts(id).filter { $0.place == nil }
        let draftCount = try agent.spool.counts(id, of: [.drafts])[.drafts] ?? 0
        let handedIn = try sealed(id).count
        let returned = try returnedResponses(id, scene)
        return page("\(title) – \(id)", scene, current: "/") {
            tag("p", .class("eyebrow")) { scene.say("Mätning", "Round") + " \(id)" }
            tag("h1") { title }
            tag("p") {
                stateTag(round, scene)
                " \(roundCounts(round, handedIn, draftCount, scene))."
            }
            closingNotice(round, scene)
            overNotice(round.state, scene)
            if round.state.isReleased { moreSection(round, scene) }
            if round.state != .archived {
                if scene.request.query["theirs"] != nil { theirsNotice(scene) }
                returned
                fillSection(round, drafts, scene)
                if round.mode == .respondents { othersSection(round, scene) }
            }
            if !round.state.isReleased { moreSection(round, scene) }
            try? ownSection(id, scene)
        }
    }

    /// When it closes; a warning once that is near or has passed.
    private func closingNotice(_ round: RoundSummary, _ scene: FormScene) -> HTML {
        guard let closing = agent.closing(round) else { return .empty }
        let sentence = ClosingWords.sentence(closing, scene.language)
        guard closing.isNotable else { return tag("p") { sentence } }
        return Notice(
            closing.isPassed ? .warning : .information, title: sentence, language: scene.language
        ) {
            if closing.isPassed { tag("p") { ClosingWords.afterwards(scene.language) } }
        }.html
    }

    private func overNotice(_ state: RoundState, _ scene: FormScene) -> HTML {
        guard state.isOver else { return .empty }
        guard state != .archived else {
            return Notice(
                .information,
                title: scene.say("Mätningen är arkiverad.", "The round is archived."),
                language: scene.language
            ) {
                tag("p") {
                    scene.say(
                        "Den är över. Inget mer behöver göras, och inga svar tas emot.",
                        "It is over. Nothing is left to do, and no responses are taken.")
                }
            }.html
        }
        return Notice(
            .information,
            title: state == .published
                ? scene.say("Resultaten är publicerade.", "The results are published.")
                : scene.say("Mätningen är stängd.", "The round is closed."),
            language: scene.language
        ) {
            tag("p") {
                scene.say(
                    "Svar som lämnas in nu sparas och skickas, men den centrala gruppen avgör om de"
                        + " räknas.",
                    "Responses handed in now are saved and sent, but the central team decides"
                        + " whether they count.")
            }
        }.html
    }

    private func theirsNotice(_ scene: FormScene) -> Notice {
        Notice(
            .warning,
            title: scene.say(
                "Den personen har svarat med sin egen länk.",
                "That person has answered with a link of their own."),
            language: scene.language
        ) {
            tag("p") {
                scene.say(
                    "Bara den som har länken kan öppna svaret och rätta det.",
                    "Only who has the link can open the response and correct it.")
            }
        }
    }

    private func fillSection(
        _ round: RoundSummary, _ drafts: [Draft], _ scene: FormScene
    ) -> HTML {
        HTML([
            tag("h2") { scene.say("Fyll i", "Fill in") },
            HTML(
                drafts.map { draft in
                    tag("div", .class("actions")) {
                        ActionForm(to: "/rounds/\(round.id)/fill", token: scene.token) {
                            void(
                                "input", Attribute("type", "hidden"), Attribute("name", "draft"),
                                Attribute("value", draft.stem))
                            Button(scene.say("Fortsätt på utkastet", "Go on with the draft"))
                        }
                        tag("span") {
                            scene.say("Påbörjat ", "Begun ") + LocalTime.text(draft.startedAt)
                        }
                    }
                }),
            round.mode == .joint
                ? jointForm(round, hasDraft: !drafts.isEmpty, scene)
                : labelForm(round, isFirst: drafts.isEmpty, scene),
        ])
    }

    private func jointForm(_ round: RoundSummary, hasDraft: Bool, _ scene: FormScene) -> HTML {
        guard !hasDraft else { return .empty }
        return HTML([
            tag("p") {
                scene.say(
                    "Organisationen lämnar ett gemensamt svar. Fyll i det tillsammans och lämna in"
                        + " när ni är överens; det går att rätta senare.",
                    "The organization gives one joint response. Fill it in together and hand in"
                        + " when you agree; it can be corrected later.")
            },
            scene.button(
                scene.say("Fyll i det gemensamma svaret", "Fill in the joint response"),
                to: "/rounds/\(round.id)/fill"
            ).html,
        ])
    }

    private func labelForm(_ round: RoundSummary, isFirst: Bool, _ scene: FormScene) -> HTML {
        ActionForm(to: "/rounds/\(round.id)/fill", token: scene.token) {
            TextField(
                "label", label: scene.say("Vem svarar? (frivilligt)", "Who answers? (optional)")
            ).with {
                $0.hint = scene.say(
                    "Ett namn eller nummer som du känner igen. Samma namn igen öppnar svaret för"
                        + " rättelse. Det lämnar aldrig den här datorn.",
                    "A name or number that you recognize. The same name again opens the response"
                        + " to be corrected. It never leaves this computer.")
                $0.lengthMaximum = InvitationList.labelBytesMaximum
            }
            Button(
                scene.say("Fyll i ett svar", "Fill in a response"),
                weight: isFirst ? .primary : .secondary)
        }.html
    }

    private func othersSection(_ round: RoundSummary, _ scene: FormScene) -> HTML {
        let ways: [(title: String, page: String, text: String)] = [
            (
                scene.say("Bjud in med länk eller kod", "Invite with a link or code"),
                "invitations",
                scene.say(
                    "Var och en svarar på sin egen dator eller här.",
                    "Everybody answers at their own computer or here.")
            ),
            (
                scene.say("Gemensam dator", "Shared computer"), "kiosk",
                scene.say(
                    "Den här datorn tar emot svar, en person i taget.",
                    "This computer takes responses, one person at a time.")
            ),
            (
                scene.say("På papper", "On paper"), "paper",
                scene.say(
                    "Skriv ut formuläret med en kod på varje exemplar.",
                    "Print the form with a code on each copy.")
            ),
            (
                scene.say("Läs in svar", "Import responses"), "import",
                scene.say(
                    "Från papper eller ett annat verktyg: Excel eller CSV.",
                    "From paper or another tool: Excel or CSV.")
            ),
        ]
        return HTML([
            tag("h2") { scene.say("Låt andra svara", "Let others answer") },
            tag("ul", .class("cards cards-pairs")) {
                for way in ways {
                    tag("li") {
                        tag("h3") { Link(way.title, to: "/rounds/\(round.id)/\(way.page)") }
                        tag("p") { way.text }
                    }
                }
            },
        ])
    }

    private func moreSection(_ round: RoundSummary, _ scene: FormScene) -> HTML {
        HTML([
            tag("h2") { scene.say("Egna resultat", "Your own results") },
            tag("p") {
                Link(
                    scene.say("Se organisationens egen profil", "See the organization's profile"),
                    to: "/rounds/\(round.id)/results")
                round.state == .published
                    ? scene.say(
                        ", räknad här av de svar som är inlämnade, bredvid hela gruppens.",
                        ", computed here from the responses handed in, beside the whole group's.")
                    : scene.say(
                        ", räknad här av de svar som är inlämnade.",
                        ", computed here from the responses handed in.")
            },
        ])
    }

    private func ownSection(_ round: String, _ scene: FormScene) throws -> HTML {
        let own = try agent.home.notes(round).own
        let known = try sealed(round).filter { own.contains($0.id) }
        guard !known.isEmpty else { return .empty }
        return HTML([
            tag("h2") { scene.say("Svar som du har fyllt i", "Responses that you filled in") },
            DataTable(
                scene.say("Svar som du har fyllt i", "Responses that you filled in"),
                columns: [
                    .init(scene.say("Svar", "Response")), .init(scene.say("Version", "Revision")),
                    .init(scene.say("Läge", "State")),
                ],
                rows: known.map { entry in
                    [
                        Link(
                            String(entry.id.description.suffix(12)),
                            to: "/rounds/\(round)/responses/\(entry.id)"
                        ).html,
                        HTML(String(entry.revision)),
                        StatusWords.tag(entry.state, scene.language).html,
                    ]
                }
            ).withoutVisibleCaption().html,
        ])
    }

    /// The newest sealed revision of each response in a round, by id.
    func sealed(_ round: String) throws -> [SpoolEntry] {
        var newest: [ResponseID: SpoolEntry] = [:]
        for state in SpoolState.sealed {
            for entry in try agent.spool.entries(round, state)
            where entry.revision >= newest[entry.id]?.revision ?? 0 {
                newest[entry.id] = entry
            }
        }
        return newest.values.sorted { $0.id < $1.id }
    }
}
