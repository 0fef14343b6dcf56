import MaturityModel
import Pages
import SurveyProtocol

/// An answering that is under way: a draft with its round and pages.
struct Answering {
    let round: RoundSummary
    let questionnaire: Questionnaire
    let parts: [FormPart]
    var interview: Interview
    /// The number of the invitation, for somebody with a code.
    var invitation: Int?

    var draft: Draft { interview.draft }
    /// Where its pages are.
    var path: String { "/answer/\(round.id)/\(draft.stem)" }
    /// How many questions that are asked have an answer.
    var answered: (count: Int, of: Int) {
        let asked = interview.questions.filter { interview.isAsked($0) }
        return (asked.filter { interview.code(of: $0) != nil }.count, asked.count)
    }
}

/// Filling in: one category a page, then an overview.
extension FormSite {
    /// `/answer/ROUND/DRAFT`, then a page's number from 1, or `review`.
    func answerPages(_ path: [String], _ scene: FormScene) throws -> FormReply {
        guard path.count >= 2, let visitor = scene.visitor else { return missingPage(scene) }
        guard var answering = try answering(path[0], path[1], visitor) else {
            return overPage(scene)
        }
        let isPost = scene.request.method == "POST"
        guard path.count == 3 else { return .goTo("\(answering.path)/\(place(of: answering))") }
        if path[2] == "review" {
            return isPost ? try seal(answering, scene) : reviewPage(answering, scene)
        }
        guard let number = Int(path[2]), answering.parts.indices.contains(number - 1) else {
            return missingPage(scene)
        }
        return isPost
            ? try take(number, &answering, scene) : try partPage(number, answering, scene)
    }

    /// The draft, when the visitor may see it.
    private func answering(
        _ round: String, _ stem: String, _ visitor: Visitor
    ) throws -> Answering? {
        var invitation: Int?
        switch visitor {
        case .coordinator: break
        case .respondent(let mine, let number):
            let list = try agent.home.invitations(mine)
            guard mine == round, list.isOpen, list[number: number]?.draft == stem else {
                return nil
            }
            invitation = number
        case .kiosk(let mine, let draft):
            guard mine == round, draft == stem else { return nil }
        }
        guard Identifier.isValid(round), let draft = try agent.spool.draft(round, stem: stem)
        else { return nil }
        if visitor == .coordinator, draft.place != nil { return nil }
        let (summary, questionnaire) = try self.round(round)
        guard summary.state != .archived else { return nil }
        return Answering(
            round: summary, questionnaire: questionnaire,
            parts: FormPart.parts(of: questionnaire, asksUnit: summary.mode == .respondents),
            interview: Interview(draft, of: questionnaire), invitation: invitation)
    }

    /// The page with the first question that was not shown yet, or the overview.
    private func place(of answering: Answering) -> String {
        let interview = answering.interview
        let seen = interview.draft.seen
        let next = answering.parts.firstIndex { part in
            part.questions.contains {
                interview.isAsked($0) && !seen.contains(interview.id(of: $0))
            }
        }
        return next.map { String($0 + 1) } ?? (seen.isEmpty ? "1" : "review")
    }

    private func take(
        _ number: Int, _ answering: inout Answering, _ scene: FormScene
    ) throws -> FormReply {
        let intake = PartIntake(
            scene.request.fields, part: answering.parts[number - 1],
            interview: answering.interview)
        if intake.isChanged { try agent.spool.save(intake.interview.draft) }
        answering.interview = intake.interview
        switch intake.next {
        case .nothing:
            let answered = answering.answered
            return .text(
                "\(answered.count) \(answered.of) \(intake.asksOthers ? "other" : "same")",
                status: 200)
        case .stay(let language):
            let query = language.flatMap { Language(rawValue: $0) }.map { "?language=\($0.code)" }
            return .goTo("\(answering.path)/\(number)\(query ?? "")")
        case .back:
            return .goTo("\(answering.path)/\(max(1, number - 1))")
        case .forward where number < answering.parts.count:
            return .goTo("\(answering.path)/\(number + 1)")
        case .forward, .review:
            return .goTo("\(answering.path)/review")
        }
    }

    /// Seals the response; it waits to be sent when the reply leaves.
    private func seal(_ answering: Answering, _ scene: FormScene) throws -> FormReply {
        guard answering.interview.required.isEmpty else { return reviewPage(answering, scene) }
        let draft = answering.draft
        let round = answering.round.id
        let collector = try collector(round)
        // What the draft leaves behind is kept first: nothing is lost if the power goes between.
        var notes = try agent.home.notes(round)
        notes.take(draft, sealedAs: draft.id)
        try agent.home.save(notes, round: round)
        let isNew = try collector.seal(draft, answering.interview.answers)
        let known = try KnownResponses(round, in: agent.spool).byToken
        let id = draft.respondent.flatMap { known[$0]?.id } ?? draft.id
        if id != draft.id {
            notes.take(draft, sealedAs: id)
            try agent.home.save(notes, round: round)
        }
        switch scene.visitor {
        case .respondent(_, let number):
            try changeInvitations(round) { list in
                var invitation = list[number: number]
                invitation?.seal(id)
                list[number: number] = invitation
            }
            return .goTo("/done")
        case .kiosk:
            return admit(.kiosk(round: round, draft: nil), to: "/done", scene)
        default:
            let what = isNew ? "sealed" : "unchanged"
            return .goTo("/rounds/\(round)/responses/\(id)?\(what)=1")
        }
    }

    /// Changes the invitations of a round, one process at a time.
    func changeInvitations(_ round: String, _ change: (inout InvitationList) throws -> Void) throws
    {
        try agent.spool.collecting {
            var list = try agent.home.invitations(round)
            try change(&list)
            try agent.home.save(list, round: round)
        }
    }

    /// The page for a draft that is sealed, withdrawn or somebody else's.
    private func overPage(_ scene: FormScene) -> FormReply {
        let title = scene.say("Här finns inget att fylla i", "There is nothing to fill in here")
        return page(title, scene) {
            tag("h1") { title }
            tag("p") {
                scene.say(
                    "Svaret är redan inlämnat, eller så är enkäten stängd.",
                    "The response has been handed in already, or the survey is closed.")
            }
            Link.button(scene.say("Till startsidan", "To the start page"), to: "/")
        }
    }
}
