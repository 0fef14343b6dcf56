import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// Moving a round through its life, and its dates.
extension DashboardRoutes {
    static let life: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/state/{state}", .act(.moveRound)) { call in
            call.stepPage(
                try call.desk().round(call.parameter("round")), try call.step(), fault: nil)
        },
        DashboardRoute(.post, "/rounds/{round}/state/{state}", .act(.moveRound)) { call in
            let (desk, step) = (try call.desk(), try call.step())
            do {
                _ = try desk.move(round: call.parameter("round"), to: step.to)
                return call.goTo(root + call.roundPath(), saying: .roundMoved)
            } catch let error as AggregatorError where error.isCorrectable {
                return call.stepPage(
                    try desk.round(call.parameter("round")), step, fault: error)
            }
        },
        DashboardRoute(.get, "/rounds/{round}/dates", .act(.setDates)) { call in
            try call.datesPage(fault: nil)
        },
        DashboardRoute(.post, "/rounds/{round}/dates", .act(.setDates)) { call in
            let desk = try call.desk()
            do {
                if call.filled("own") != nil, call.filled("organization") == nil {
                    throw AggregatorError(
                        .requestInvalid, "no organization was chosen",
                        hint: "choose an organization")
                }
                let dates = try DatesDraft(
                    opens: call.time.moment(call.filled("opens")),
                    closes: call.time.moment(call.filled("closes"))
                ).dates()
                try desk.setDates(
                    dates, round: call.parameter("round"),
                    organization: call.filled("organization"))
                return call.goTo(root + call.roundPath("/dates"), saying: .datesSet)
            } catch let error as AggregatorError where error.isCorrectable {
                return try call.datesPage(fault: error)
            }
        },
    ]
}

extension DashboardCall {
    /// The step that the address names.
    /// - Throws: `round-unknown`, `round-state-wrong`.
    fileprivate func step() throws -> RoundStep {
        let round = try desk().round(parameter("round"))
        guard let target = RoundState(rawValue: parameter("state")),
            let step = RoundStep.all(from: round.state).first(where: { $0.to == target })
        else {
            throw AggregatorError(
                .roundStateWrong, "the round \(round.id) is \(round.state.rawValue)",
                hint: "go back to the round and see what can be done")
        }
        return step
    }

    fileprivate func stepPage(
        _ round: RoundOverview, _ step: RoundStep, fault: AggregatorError?
    ) -> Response {
        let title = step.title(language)
        let path = RoundPlace.overview.path(in: round.id)
        return page(
            "\(title) – \(round.id)", .rounds, status: status(of: fault)
        ) {
            if let fault { refusal(fault) }
            tag("p", .class("eyebrow")) { say("Mätning \(round.id)", "Round \(round.id)") }
            tag("h1") { "\(title)?" }
            Notice(
                step.isGrave ? .warning : .information, title: step.consequence(language),
                language: language)
            tag("div", .class("actions")) {
                button(
                    title, to: roundPath("/state/\(step.to.rawValue)"),
                    weight: step.isGrave ? .warning : .primary)
                Link.secondary(say("Avbryt", "Cancel"), to: path)
            }
        }
    }

    fileprivate func datesPage(fault: AggregatorError?) throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        let dates = try desk.dates(round: round.id)
        let choice = try organizationChoice(round: round.id)
        let own = try ownDates(dates)
        let isOwn = filled("own") != nil || filled("organization") != nil
        let path = RoundPlace.dates.path(in: round.id)
        return roundPage(round, .dates, width: .narrow, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { RoundPlace.dates.title(language) }
            if round.isPastClosing(at: .now()) { pastClosing(round) }
            datesForm(
                isOwn ? (dates.opens, dates.closes) : shown(dates.opens, dates.closes), of: nil)
            tag("h2") { say("Egna datum för en organisation", "Dates of one organization") }
            tag("p") {
                say(
                    "De gäller före mätningens. Lämna båda tomma för att ta bort dem.",
                    "They come before the round's. Leave both empty to remove them.")
            }
            own
            finder(choice, at: path)
            datesForm(isOwn ? shown(nil, nil) : (nil, nil), of: choice)
        }
    }

    private func pastClosing(_ round: RoundOverview) -> Notice {
        Notice(
            .warning,
            title: round.late == .accept
                ? say(
                    "Stängningstiden har passerat. Svar som kommer räknas ändå tills du stänger"
                        + " mätningen och publicerar.",
                    "The closing time has passed. Responses that arrive still count until you close"
                        + " the round and publish.")
                : say(
                    "Stängningstiden har passerat. Svar som kommer läggs i karantän. Stäng"
                        + " mätningen, eller sätt en senare tid.",
                    "The closing time has passed. Responses that arrive are quarantined. Close the"
                        + " round, or set a later time."), language: language)
    }

    /// What was written, when a form was sent; otherwise what is stored.
    private func shown(_ opens: String?, _ closes: String?) -> (String?, String?) {
        isReading ? (opens, closes) : (filled("opens"), filled("closes"))
    }

    /// - Parameter choice: what an organization is chosen from; nil for the round's own dates.
    private func datesForm(
        _ values: (String?, String?), of choice: OrganizationChoice?
    ) -> ActionForm {
        let prefix = choice == nil ? "" : "own-"
        let hint = say(
            "Till exempel 2026-03-01 08:00. Tomt om inget är bestämt.",
            "Such as 2026-03-01 08:00. Empty when nothing is decided.")
        return form(to: roundPath("/dates")) {
            if let choice {
                hidden(OrganizationChoice.searchField, choice.search)
                organizationField(
                    choice, label: say("Organisation", "Organization"),
                    chosen: field("organization"), none: say("Välj …", "Choose …"))
                hidden("own", "yes")
            }
            TextField("opens", label: say("Öppnar", "Opens")).with {
                $0.id = prefix + "opens"
                $0.value = values.0.map { time.text($0) } ?? ""
                $0.hint = hint
                $0.lengthMaximum = 40
            }
            TextField("closes", label: say("Stänger", "Closes")).with {
                $0.id = prefix + "closes"
                $0.value = values.1.map { time.text($0) } ?? ""
                $0.hint = hint
                $0.lengthMaximum = 40
            }
            Button(
                choice == nil
                    ? say("Spara", "Save")
                    : say("Spara för organisationen", "Save for the organization"),
                weight: choice == nil ? .primary : .secondary)
        }
    }

    private func ownDates(_ dates: RoundDatesOverview) throws -> HTML {
        guard !dates.organizations.isEmpty else { return .empty }
        let view = ListView { query($0) }
        let all = dates.organizations.sorted { $0.key < $1.key }
        let (rows, page, pages) = view.rows(of: all) { [$0.key] }
        let names = try desk().names(of: rows.map(\.key))
        let path = DashboardRoutes.root + roundPath("/dates")
        let table = DataTable(
            say("Organisationer med egna datum", "Organizations with dates of their own"),
            columns: [
                .init(say("Organisation", "Organization")), .init(say("Öppnar", "Opens")),
                .init(say("Stänger", "Closes")),
            ],
            rows: rows.map { id, own in
                [organization(id, names), time.html(own.opens), time.html(own.closes)]
            })
        return HTML([
            table.html,
            Pager(page: page, pages: pages, language: language) {
                path + view.address(page: $0)
            }.html,
        ])
    }
}
