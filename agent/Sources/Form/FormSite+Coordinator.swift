import MaturityModel
import Pages
import SurveyProtocol

/// The coordinator's pages: rounds, beginning, correcting, the way in.
extension FormSite {
    func coordinatorPages(_ path: [String], _ scene: FormScene) throws -> FormReply {
        guard try agent.home.enrollment() != nil else {
            return path == ["enroll"] ? try enroll(scene) : enrollPage(scene, error: nil)
        }
        switch (scene.request.method, path.first, path.count) {
        case (_, nil, _): return try roundsPage(scene)
        case ("GET", "status", 1): return try statusPage(scene)
        case ("GET", "status-line", 1): return .fragment(statusLine(scene))
        case ("POST", "sync", 1):
            jobs.sync()
            return .goTo("/status?trying=1")
        case (_, "rounds", 2): return try roundPage(path[1], scene)
        case (_, "rounds", 3): return try roundPages(path[1], path[2], scene)
        case (_, "rounds", 4) where path[2] == "responses":
            return try responsePage(path[1], path[3], scene)
        case ("POST", "rounds", 5) where path[2] == "responses" && path[4] == "correct":
            return try correct(path[1], path[3], scene)
        default: return missingPage(scene)
        }
    }

    private func roundPages(
        _ round: String, _ page: String, _ scene: FormScene
    ) throws -> FormReply {
        // What is over can be looked at; a way to give answers leads back to the round.
        let stays = ["results", "reconcile"]
        if try self.round(round).round.state == .archived, !stays.contains(page) {
            return .goTo("/rounds/\(round)")
        }
        switch (scene.request.method, page) {
        case ("POST", "fill"): return try beginOwn(round, scene)
        case ("GET", "invitations"): return try invitationsPage(round, scene)
        case ("POST", "invitations"): return try changeInvitations(round, scene)
        case ("GET", "sheet"): return try sheetPage(round, scene)
        case ("GET", "paper"): return try paperPage(round, scene)
        case ("GET", "results"): return try resultsPage(round, scene)
        case ("GET", "import"): return try importPage(round, scene)
        case ("POST", "import"): return try takeImport(round, scene)
        case ("GET", "kiosk"): return try kioskPage(round, scene)
        case ("POST", "kiosk"):
            _ = try self.round(round)
            return admit(.kiosk(round: round, draft: nil), to: "/", scene)
        case ("POST", "reconcile"):
            jobs.reconcile(round)
            return .goTo("/status#reconcile")
        default: return missingPage(scene)
        }
    }

    // MARK: Enrolling

    private func enroll(_ scene: FormScene) throws -> FormReply {
        guard scene.request.method == "POST" else { return .goTo("/") }
        guard let code = EnrollmentCode(scene.request.fields["code"] ?? "") else {
            return enrollPage(
                scene,
                error: scene.say(
                    "Koden är inte hel. Kopiera den en gång till, från första till sista tecknet.",
                    "The code is not whole. Copy it once more, from the first to the last"
                        + " character."))
        }
        let enroller = Enroller(home: agent.home, device: agent.device, connect: agent.connect)
        _ = try enroller.enroll(code, proxy: try agent.proxy(option: nil))
        _ = try agent.syncRun(proxy: nil, pause: SystemPause()).run()
        return .goTo("/?enrolled=1")
    }

    private func enrollPage(_ scene: FormScene, error: String?) -> FormReply {
        let title = scene.say("Anslut den här datorn", "Connect this computer")
        return page(title, scene) {
            ErrorSummary(error.map { [($0, "code")] } ?? [], language: scene.language)
            tag("h1") { title }
            tag("p", .class("lead")) {
                scene.say(
                    "Klistra in koden från den centrala gruppen. Det behövs bara en gång och kräver"
                        + " nätverk; allt annat går utan.",
                    "Paste the code from the central team. This is needed once and takes a network;"
                        + " everything else works without.")
            }
            ActionForm(to: "/enroll", token: scene.token) {
                TextField("code", label: scene.say("Kod", "Code"), kind: .text(rows: 4)).with {
                    $0.error = error
                    $0.isRequired = true
                    $0.hint = scene.say(
                        "En lång rad bokstäver och siffror. Radbrytningar gör inget.",
                        "A long row of letters and digits. Line breaks do no harm.")
                }
                Button(scene.say("Anslut", "Connect"))
            }
        }
    }

    // MARK: Rounds

    private func roundsPage(_ scene: FormScene) throws -> FormReply {
        let rounds = try agent.home.rounds()
        let title = scene.say("Mätningar", "Rounds")
        return page(title, scene, current: "/") {
            if scene.request.query["enrolled"] != nil {
                Notice(
                    .success,
                    title: scene.say("Datorn är ansluten.", "The computer is connected."),
                    language: scene.language)
            }
            tag("h1") { title }
            if rounds.isEmpty {
                tag("p") {
                    scene.say(
                        "Ingen mätning är öppen för er än. Den visas här när den centrala gruppen"
                            + " har öppnat den.",
                        "No round is open for you yet. It appears here once the central team has"
                            + " opened it.")
                }
                scene.button(
                    scene.say("Hämta nu", "Fetch now"), to: "/sync", weight: .secondary)
            }
            tag("ul", .class("cards")) {
                for round in rounds where round.state != .archived {
                    tag("li") { card(round, scene) }
                }
            }
            archive(rounds.filter { $0.state == .archived }, scene)
        }
    }

    /// The rounds that are over, below those that are not.
    private func archive(_ rounds: [RoundSummary], _ scene: FormScene) -> HTML {
        guard !rounds.isEmpty else { return .empty }
        return HTML([
            tag("h2") { scene.say("Arkiverade mätningar", "Archived rounds") },
            tag("ul") {
                for round in rounds {
                    let title = (try? self.round(round.id))?.questionnaire.title
                    let text = title?.text(in: scene.language.code) ?? round.id
                    tag("li") { Link("\(text) – \(round.id)", to: "/rounds/\(round.id)") }
                }
            },
        ])
    }

    private func card(_ round: RoundSummary, _ scene: FormScene) -> HTML {
        let counts = (try? agent.spool.counts(round.id, of: [.drafts])) ?? [:]
        let handedIn = (try? sealed(round.id).count) ?? 0
        let title = (try? self.round(round.id))?.questionnaire.title.text(in: scene.language.code)
        return HTML([
            tag("h2") { Link("\(title ?? round.id) – \(round.id)", to: "/rounds/\(round.id)") },
            tag("p") {
                stateTag(round, scene)
                if let closing = agent.closing(round) {
                    " \(ClosingWords.sentence(closing, scene.language))"
                }
            },
            tag("p") { roundCounts(round, handedIn, counts[.drafts] ?? 0, scene) },
        ])
    }

    func stateTag(_ round: RoundSummary, _ scene: FormScene) -> StatusTag {
        switch round.state {
        case .open: StatusTag(scene.say("Öppen", "Open"), .good)
        case .published:
            StatusTag(scene.say("Resultat publicerade", "Results published"), .neutral)
        case .archived: StatusTag(scene.say("Arkiverad", "Archived"), .neutral)
        default: StatusTag(scene.say("Stängd", "Closed"), .neutral)
        }
    }

    func roundCounts(
        _ round: RoundSummary, _ handedIn: Int, _ drafts: Int, _ scene: FormScene
    ) -> String {
        let handed = StatusWords.responses(handedIn, scene.language)
        let invited = round.invited.map { scene.say(" av \($0) inbjudna", " of \($0) invited") }
        return scene.say("\(handed) inlämnade", "\(handed) handed in") + (invited ?? "")
            + scene.say(", \(drafts) påbörjade", ", \(drafts) begun")
    }

    // MARK: Beginning and correcting

    private func beginOwn(_ round: String, _ scene: FormScene) throws -> FormReply {
        let collector = try collector(round)
        let fields = scene.request.fields
        let draft: Draft
        if let stem = fields["draft"], let known = try agent.spool.draft(round, stem: stem),
            known.place == nil
        {
            draft = known
        } else {
            let label = fields["label"]?.trimmed ?? ""
            guard label.utf8.count <= InvitationList.labelBytesMaximum else {
                return .goTo("/rounds/\(round)")
            }
            let isJoint = collector.sealer.round.mode == .joint
            do {
                draft =
                    label.isEmpty && !isJoint
                    ? try collector.fresh(at: nil, label: nil)
                    : try collector.begin(.label(label), unit: nil).0
            } catch let fault as CollectFault where fault.code == CollectFault.answeredByLink {
                return .goTo("/rounds/\(round)?theirs=1")
            }
        }
        try agent.spool.save(draft)
        return .goTo("/answer/\(round)/\(draft.stem)")
    }

    private func correct(_ round: String, _ id: String, _ scene: FormScene) throws -> FormReply {
        guard try self.round(round).round.state != .archived else {
            return .goTo("/rounds/\(round)")
        }
        guard let id = ResponseID(id) else { return missingPage(scene) }
        let provenance = try Provenance(round, in: agent.home)
        let collector = try collector(round)
        if !provenance.mayOpen(id) {
            let label = scene.request.fields["label"]?.trimmed ?? ""
            guard provenance.invited[id] == nil, !label.isEmpty,
                label.utf8.count <= InvitationList.labelBytesMaximum,
                try collector.isResponse(id, of: label)
            else { return .goTo("/rounds/\(round)/responses/\(id)?label=wrong") }
        }
        guard let draft = try collector.correction(of: id) else { return missingPage(scene) }
        try agent.spool.save(draft)
        return .goTo("/answer/\(round)/\(draft.stem)/1")
    }
}
