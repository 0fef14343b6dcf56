import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// The rounds, and one round.
extension DashboardRoutes {
    static let rounds: [DashboardRoute] = [
        DashboardRoute(.get, "", .act(.readRounds)) { call in
            let desk = try call.desk()
            let rounds = try desk.rounds()
            var rates: [String: RoundStatus] = [:]
            for round in counted(rounds) {
                rates[round.id] = try await desk.followUp(round: round.id).status
            }
            return call.roundsPage(rounds, rates)
        },
        DashboardRoute(.get, "/rounds/{round}", .act(.readRounds)) { call in
            let desk = try call.desk()
            let round = try desk.round(call.parameter("round"))
            let status = try await desk.followUp(round: round.id).status
            let snapshots =
                call.mayAll(.readSnapshots) ? try desk.snapshots(round: round.id) : []
            let next = NextStep.of(
                round.state, quarantined: status.quarantined, snapshots: snapshots.count,
                isWithdrawn: try desk.isWithdrawn(round))
            let steps = try call.steps(of: round)
            return call.roundPage(round, .overview) {
                call.overview(of: round, status, next, steps)
            }
        },
    ]

    /// The rounds whose completeness the list shows: open ones first, then the last ones, as many
    /// as are kept computed.
    private static func counted(_ rounds: [RoundOverview]) -> ArraySlice<RoundOverview> {
        let open = rounds.filter { $0.state == .open }
        let ended = rounds.filter { $0.state != .open && $0.state != .draft }
        return (open + ended.reversed()).prefix(FollowUpBoard.roundsMaximum)
    }
}

extension DashboardCall {
    fileprivate func roundsPage(
        _ rounds: [RoundOverview], _ rates: [String: RoundStatus]
    ) -> Response {
        let title = DashboardPlace.rounds.title(language)
        return page(title, .rounds, width: .wide) {
            tag("h1") { title }
            if rounds.isEmpty {
                tag("p", .class("lead")) {
                    say("Det finns ingen mätning ännu.", "There is no round yet.")
                }
            } else {
                DataTable(
                    title,
                    columns: [
                        .init(say("Mätning", "Round")), .init(say("Läge", "State")),
                        .init(say("Öppnar", "Opens")), .init(say("Stänger", "Closes")),
                        .init(say("Organisationer", "Organizations"), isNumeric: true),
                        .init(say("Svar", "Received"), isNumeric: true),
                        .init(say("Andel", "Rate"), isNumeric: true),
                    ], rows: rounds.map { row($0, rates[$0.id]) }
                ).withoutVisibleCaption()
                if rates.values.contains(where: { ($0.rate ?? 0) > 1 }) {
                    ResponseRate.explanation(language)
                }
            }
            if mayAll(.createRound) {
                tag("div", .class("actions")) {
                    Link.button(
                        say("Ny mätning", "New round"), to: "\(DashboardRoutes.root)/new-round")
                    Link.secondary(
                        say("Kontrollera ett frågeformulär", "Check a questionnaire"),
                        to: "\(DashboardRoutes.root)/questionnaire")
                }
            }
        }
    }

    private func row(_ round: RoundOverview, _ status: RoundStatus?) -> [HTML] {
        [
            Link(round.id, to: RoundPlace.overview.path(in: round.id)).html,
            round.state.tag(language).html, time.html(round.opens),
            closing(round), HTML(String(round.organizations)),
            HTML(status.map { String($0.received) } ?? "–"),
            status.map { ResponseRate($0.rate).html(language) } ?? HTML("–"),
        ]
    }

    fileprivate func overview(
        of round: RoundOverview, _ status: RoundStatus, _ next: NextStep, _ steps: [RoundStep]
    ) -> HTML {
        let part = FollowUpPart(status: status, language: language, time: time)
        return HTML([
            tag("h1") { say("Mätning \(round.id)", "Round \(round.id)") },
            round.state == .draft ? .empty : part.figures,
            (status.rate ?? 0) > 1 ? ResponseRate.explanation(language) : .empty,
            comingUp(round, next, steps),
            tag("h2") { say("Regler", "Rules") },
            tag("div", .class("reading")) { SummaryList(facts(round)) },
        ])
    }

    /// When a round closes, and whether that has passed though it is still open.
    private func closing(_ round: RoundOverview) -> HTML {
        let moment = time.html(round.closes)
        guard round.isPastClosing(at: .now()) else { return moment }
        return HTML([moment, HTML(say(" (har passerat)", " (has passed)"))])
    }

    private func facts(_ round: RoundOverview) -> [SummaryList.Row] {
        [
            .init(say("Vem som svarar", "Who answers"), round.mode.title(language)),
            .init(say("Öppnar", "Opens"), time.html(round.opens)),
            .init(say("Stänger", "Closes"), closing(round)),
            .init(
                say("Svar efter stängning", "Responses after closing"),
                round.late.title(language)),
            .init(say("Organisationer", "Organizations"), String(round.organizations)),
            .init(
                say("Minsta antal som visas", "Smallest number shown"),
                say(
                    "\(round.minimumRespondents) svarande, \(round.minimumOrganizations)"
                        + " organisationer",
                    "\(round.minimumRespondents) respondents, \(round.minimumOrganizations)"
                        + " organizations")),
        ]
    }

    /// The steps that the person can take: a round is made a draft again only while nothing has
    /// come in, not even what does not count.
    fileprivate func steps(of round: RoundOverview) throws -> [RoundStep] {
        guard mayAll(.moveRound) else { return [] }
        let steps = RoundStep.all(from: round.state)
        guard steps.contains(where: { $0.to == .draft }),
            try desk().hasResponses(round: round.id)
        else { return steps }
        return steps.filter { $0.to != .draft }
    }

    /// What comes next, and the steps that can be taken.
    private func comingUp(
        _ round: RoundOverview, _ next: NextStep, _ steps: [RoundStep]
    ) -> HTML {
        let place = next.place.flatMap { may($0.act) ? $0 : nil }
        guard mayAll(.readSnapshots) else { return .empty }
        let mayTake = mayAll(next.act)
        return HTML([
            tag("h2") {
                mayTake
                    ? say("Nästa steg", "What comes next") : say("Hur det står", "How it stands")
            },
            tag("p") { mayTake ? next.text(language) : next.standing(language) },
            tag("div", .class("actions")) {
                if let place {
                    Link.button(place.title(language), to: place.path(in: round.id))
                }
                for (index, step) in steps.enumerated() {
                    let path = DashboardRoutes.root + roundPath("/state/\(step.to.rawValue)")
                    index == 0 && place == nil
                        ? Link.button(step.title(language), to: path)
                        : Link.secondary(step.title(language), to: path)
                }
            },
        ])
    }
}
