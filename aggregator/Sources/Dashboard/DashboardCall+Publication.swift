import Hummingbird
import MaturityModel
import Pages
import SurveyProtocol

/// The page on which one decides whether a snapshot is published.
extension DashboardCall {
    /// Objections that are shown; the rest is counted.
    private static let objectionsMaximum = 50

    func publicationPage(fault: AggregatorError?) async throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        guard let number = Int(parameter("snapshot")),
            let snapshot = try desk.snapshots(round: round.id).first(where: {
                $0.snapshot == number
            })
        else { throw AggregatorError.snapshotUnknown(0, round.id) }
        let standing = try await desk.standings(round: round.id)[number]
        let objections = try await desk.publicationObjections(round: round.id, snapshot: number)
        let step = try desk.rosterStep(round: round.id, snapshot: number)
        let summary = ObjectionSummary(
            objections: objections,
            names: try .init(desk, round: round.id, of: objections, step, in: language),
            step: step, language: language)
        let undecided =
            mayAll(.readQuarantine)
            ? try desk.quarantine(round: round.id, decided: false).count : 0
        let title = say(
            "Publicera sammanställning \(number)?", "Publish snapshot \(number)?")
        return roundPage(round, .snapshots, width: .narrow, status: status(of: fault)) {
            if let fault, fault.code != .publicationRefused || objections.isEmpty {
                refusal(fault)
            }
            tag("h1") { title }
            tag("p") {
                say(
                    "Resultatet visas för alla organisationer och som öppna data, avrundat och"
                        + " skyddat så att ingen enskild kan pekas ut. Det som en gång är"
                        + " publicerat"
                        + " kan andra ha sparat.",
                    "The results are shown to all organizations and as open data, rounded and"
                        + " protected so that nobody can be singled out. What was published once"
                        + " may"
                        + " have been kept by others.")
            }
            staleness(standing, of: number)
            openness(round)
            check(round, (snapshot, standing), summary, undecided: undecided)
            if round.state == .closed, undecided > 0 {
                waiting(round, undecided)
            } else {
                decision(round, number, mustExplain: !objections.isEmpty)
            }
        }
    }

    /// Why a snapshot cannot be published while responses wait for a decision.
    private func waiting(_ round: RoundOverview, _ undecided: Int) -> HTML {
        HTML([
            Notice(
                .warning,
                title: say(
                    "Den kan inte publiceras så länge svar i karantän väntar på beslut. Godkänn"
                        + " eller avvisa dem först.",
                    "It cannot be published while quarantined responses wait for a decision. Accept"
                        + " or reject them first."), language: language
            ).html,
            tag("div", .class("actions")) {
                if may(.readQuarantine) {
                    Link.button(
                        RoundPlace.quarantine.title(language),
                        to: RoundPlace.quarantine.path(in: round.id))
                }
                Link.secondary(
                    say("Tillbaka", "Back"), to: RoundPlace.snapshots.path(in: round.id))
            },
        ])
    }

    private func check(
        _ round: RoundOverview,
        _ snapshot: (overview: SnapshotOverview, standing: SnapshotStanding?),
        _ summary: ObjectionSummary, undecided: Int
    ) -> HTML {
        let objections = summary.objections
        return HTML([
            tag("h2") { say("Kontroller", "Checks") },
            SummaryList([
                .init(
                    say("Mätningens läge", "State of the round"), round.state.tag(language)),
                .init(say("Gjord", "Made"), time.html(snapshot.standing?.made.text)),
                .init(
                    say("Svar som räknas", "Responses it counts"),
                    snapshot.standing?.responses.map(String.init) ?? "–"),
                .init(
                    say("Svar i karantän", "Responses in quarantine"),
                    undecided == 0
                        ? HTML(say("inga", "none"))
                        : Link(
                            say(
                                "\(undecided) väntar på beslut",
                                "\(undecided) \(undecided == 1 ? "waits" : "wait") for a decision"),
                            to: "\(DashboardRoutes.root)\(roundPath("/quarantine"))"
                        ).html),
                .init(
                    say("Jämfört med tidigare publiceringar", "Beside earlier publications"),
                    objections.isEmpty
                        ? StatusTag(say("Inget röjs", "Nothing is told"), .good)
                        : StatusTag(
                            say(
                                objections.count == 1
                                    ? "1 invändning" : "\(objections.count) invändningar",
                                objections.count == 1
                                    ? "1 objection" : "\(objections.count) objections"),
                            .attention)),
                .init(
                    say("Kontrollsumma", "Digest"),
                    tag("span", .class("code")) { snapshot.overview.digest }),
            ]).html,
            objections.isEmpty ? .empty : list(summary),
        ])
    }

    private func list(_ summary: ObjectionSummary) -> HTML {
        let objections = summary.objections
        let rest = objections.count - min(objections.count, Self.objectionsMaximum)
        return Notice(
            .warning,
            title: say(
                "Tillsammans med det som redan är publicerat kan någon räkna ut mer än tänkt.",
                "Together with what is published already, somebody could work out more than"
                    + " meant."),
            language: language
        ) {
            tag("ul") { for sentence in summary.sentences { tag("li") { sentence } } }
            if objections.count > 1 {
                tag("details") {
                    tag("summary") { say("Alla invändningar", "Every objection") }
                    tag("ul", .class("faults")) {
                        for objection in objections.prefix(Self.objectionsMaximum) {
                            tag("li") {
                                "\(summary.name(ofRow: objection.row)), "
                                "\(summary.name(of: objection.set)): \(reason(objection))"
                            }
                        }
                        if rest > 0 { tag("li") { say("och \(rest) till", "and \(rest) more") } }
                    }
                }
            }
        }.html
    }

    private func reason(_ objection: PublicationObjection) -> String {
        switch objection.reason {
        case .smallChange:
            say("ändrad av för få svarande", "changed by too few respondents")
        case .revealed:
            say("dold, men går att räkna ut", "hidden, but can be worked out")
        case .otherRoster: say("listan är rättad", "the roster was corrected")
        }
    }

    private func decision(
        _ round: RoundOverview, _ number: Int, mustExplain: Bool
    ) -> ActionForm {
        form(to: roundPath("/snapshots/\(number)/publication")) {
            if mustExplain {
                TextField(
                    "reason",
                    label: say("Varför det ändå publiceras", "Why it is published all the same")
                ).with {
                    $0.hint = say(
                        "Skrivs i granskningsloggen. Utan skäl går det inte.",
                        "Written to the audit log. Without a reason it is not done.")
                    $0.isRequired = true
                    $0.lengthMaximum = 500
                }
            }
            tag("div", .class("actions")) {
                Button(
                    say("Publicera", "Publish"), weight: mustExplain ? .warning : .primary)
                Link.secondary(
                    say("Avbryt", "Cancel"), to: RoundPlace.snapshots.path(in: round.id))
            }
        }
    }
}
