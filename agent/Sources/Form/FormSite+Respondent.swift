import MaturityModel
import Pages
import SurveyProtocol

/// What respondents see: a welcome, the form, a word of thanks. Nothing of anybody else.
extension FormSite {
    /// Takes a code or one-time link.
    func enter(code text: String, _ scene: FormScene) throws -> FormReply {
        guard let code = InvitationCode.read(text) else { return doorPage(scene, wrong: true) }
        for round in try agent.home.rounds() where round.state != .archived {
            let list = try agent.home.invitations(round.id)
            guard let invitation = list.invitations.first(where: { $0.code == code }) else {
                continue
            }
            guard list.isOpen, invitation.isUsable else { break }
            return admit(
                .respondent(round: round.id, number: invitation.number), to: "/", scene)
        }
        return doorPage(scene, wrong: true)
    }

    /// The pages beside the form itself.
    func respondentPages(_ path: [String], _ scene: FormScene) throws -> FormReply {
        switch (scene.request.method, path) {
        case ("POST", ["begin"]): return try begin(scene)
        case ("POST", ["leave"]): return try leave(scene)
        case (_, []): return try welcomePage(scene)
        case (_, ["done"]): return try donePage(scene)
        default: return missingPage(scene)
        }
    }

    private func welcomePage(_ scene: FormScene) throws -> FormReply {
        guard let round = visitorRound(scene) else { return missingPage(scene) }
        let (_, questionnaire) = try self.round(round)
        var state = Invitation.State.unused
        var isAnonymous = true
        if case .respondent(_, let number) = scene.visitor {
            let list = try agent.home.invitations(round)
            guard list.isOpen, let invitation = list[number: number], invitation.isUsable else {
                return doorPage(scene, wrong: true)
            }
            state = invitation.state
            isAnonymous = invitation.label == nil
        }
        let title = questionnaire.title.text(in: scene.language.code)
        return page(title, scene) {
            tag("h1") { title }
            if let text = questionnaire.nodes[0].description {
                tag("p", .class("lead")) { text.text(in: scene.language.code) }
            }
            tag("ul") {
                tag("li") {
                    scene.say(
                        "\(questionnaire.items.count) frågor, tio till femton minuter.",
                        "\(questionnaire.items.count) questions, ten to fifteen minutes.")
                }
                tag("li") {
                    scene.say(
                        "Varje svar sparas direkt. Du kan pausa och fortsätta.",
                        "Each answer is saved at once. You can pause and go on.")
                }
                tag("li") { privacy(isAnonymous: isAnonymous, scene) }
            }
            if state == .answered {
                Notice(
                    .information,
                    title: scene.say(
                        "Du har lämnat in ditt svar.", "You have handed in your response."),
                    language: scene.language
                ) {
                    tag("p") {
                        scene.say(
                            "Du kan öppna det igen och rätta.",
                            "You can open it again and correct it.")
                    }
                }
            }
            scene.button(beginTitle(state, scene), to: "/begin")
        }
    }

    private func beginTitle(_ state: Invitation.State, _ scene: FormScene) -> String {
        switch state {
        case .unused: scene.say("Börja", "Begin")
        case .begun: scene.say("Fortsätt", "Go on")
        case .answered: scene.say("Rätta mitt svar", "Correct my response")
        }
    }

    private func privacy(isAnonymous: Bool, _ scene: FormScene) -> String {
        isAnonymous
            ? scene.say(
                "Du är anonym: ingen kan se vilka svar som är dina.",
                "You are anonymous: nobody can see which answers are yours.")
            : scene.say(
                "Samordnaren ser att du har svarat men inte vad. Ditt namn lämnar aldrig"
                    + " organisationens dator.",
                "The coordinator sees that you have answered but not what. Your name never leaves"
                    + " the organization's computer.")
    }

    private func begin(_ scene: FormScene) throws -> FormReply {
        guard let round = visitorRound(scene) else { return missingPage(scene) }
        guard try self.round(round).round.state != .archived else {
            return doorPage(scene, wrong: true)
        }
        let collector = try collector(round)
        guard case .respondent(_, let number) = scene.visitor else {
            let draft = try collector.fresh(at: .kiosk, label: nil)
            try agent.spool.save(draft)
            return admit(
                .kiosk(round: round, draft: draft.stem), to: "/answer/\(round)/\(draft.stem)/1",
                scene)
        }
        var reply: FormReply?
        let list = try agent.home.invitations(round)
        if let stem = list[number: number]?.draft,
            try agent.spool.draft(round, stem: stem) != nil
        {
            return .goTo("/answer/\(round)/\(stem)")
        }
        try changeInvitations(round) { list in
            guard list.isOpen, var invitation = list[number: number] else { return }
            // Its draft was sealed just before the program ended: it is used.
            if invitation.draft != nil, invitation.label == nil { invitation.isUsed = true }
            invitation.draft = nil
            guard invitation.isUsable else { return list[number: number] = invitation }
            let draft = try collector.fresh(at: .invitation, label: invitation.label)
            try agent.spool.save(draft)
            invitation.draft = draft.stem
            list[number: number] = invitation
            reply = .goTo("/answer/\(round)/\(draft.stem)/1")
        }
        return reply ?? doorPage(scene, wrong: true)
    }

    /// Gives the shared computer to the next person; what was begun and not handed in goes.
    private func leave(_ scene: FormScene) throws -> FormReply {
        guard case .kiosk(let round, let stem) = scene.visitor else { return .goTo("/") }
        if let stem, let draft = try agent.spool.draft(round, stem: stem), draft.place == .kiosk {
            try agent.spool.remove(draft)
        }
        return admit(.kiosk(round: round, draft: nil), to: "/", scene)
    }

    private func donePage(_ scene: FormScene) throws -> FormReply {
        let title = scene.say("Tack!", "Thank you!")
        let isKiosk: Bool
        if case .kiosk = scene.visitor { isKiosk = true } else { isKiosk = false }
        return page(title, scene) {
            Notice(
                .success,
                title: scene.say(
                    "Svaret är inlämnat och sparat.", "The response is handed in and saved."),
                language: scene.language
            ) {
                tag("p") {
                    scene.say(
                        "Det skickas till den centrala gruppen så snart det finns nätverk. Du"
                            + " behöver inte göra något mer.",
                        "It is sent to the central team as soon as there is a network. There is"
                            + " nothing more for you to do.")
                }
            }
            tag("h1") { title }
            if isKiosk {
                tag("p") {
                    scene.say(
                        "Lämna datorn till nästa person.", "Leave the computer to the next person.")
                }
                tag("div", .id("kiosk"), Attribute("data-seconds", "20")) {
                    scene.button(
                        scene.say("Nästa person", "Next person"), to: "/leave", weight: .secondary)
                }
            } else {
                tag("p") {
                    scene.say("Du kan stänga sidan nu.", "You can close the page now.")
                }
            }
        }
    }

    private func visitorRound(_ scene: FormScene) -> String? {
        switch scene.visitor {
        case .respondent(let round, _), .kiosk(let round, _): round
        default: nil
        }
    }
}
