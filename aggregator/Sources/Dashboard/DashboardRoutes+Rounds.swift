import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// The rounds, and one round.
extension DashboardRoutes {
    static let rounds: [DashboardRoute] = [
        DashboardRoute(.get, "", .act(.readRounds)) { call in
            call.roundsPage(try call.desk().rounds())
        },
        DashboardRoute(.get, "/rounds/{round}", .act(.readRounds)) { call in
            let round = try call.desk().round(call.parameter("round"))
            return call.roundPage(round, .overview, width: .narrow) { call.overview(of: round) }
        },
    ]
}

extension DashboardCall {
    fileprivate func roundsPage(_ rounds: [RoundOverview]) -> Response {
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
                    ], rows: rounds.map(row)
                ).withoutVisibleCaption()
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

    private func row(_ round: RoundOverview) -> [HTML] {
        [
            Link(round.id, to: RoundPlace.overview.path(in: round.id)).html,
            round.state.tag(language).html, LocalTime.html(round.opens),
            LocalTime.html(round.closes), HTML(String(round.organizations)),
        ]
    }

    fileprivate func overview(of round: RoundOverview) -> HTML {
        HTML([
            tag("h1") { round.id },
            SummaryList([
                .init(say("Läge", "State"), round.state.tag(language)),
                .init(say("Vem som svarar", "Who answers"), round.mode.title(language)),
                .init(say("Öppnar", "Opens"), LocalTime.html(round.opens)),
                .init(say("Stänger", "Closes"), LocalTime.html(round.closes)),
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
                .init(
                    say("Frågeformulär", "Questionnaire"),
                    tag("span", .class("code")) { round.questionnaire }),
            ]).html,
            steps(of: round),
        ])
    }

    private func steps(of round: RoundOverview) -> HTML {
        let steps = mayAll(.moveRound) ? RoundStep.all(from: round.state) : []
        guard !steps.isEmpty else { return .empty }
        return tag("div", .class("actions")) {
            for (index, step) in steps.enumerated() {
                let path = DashboardRoutes.root + roundPath("/state/\(step.to.rawValue)")
                index == 0
                    ? Link.button(step.title(language), to: path)
                    : Link.secondary(step.title(language), to: path)
            }
        }
    }
}
