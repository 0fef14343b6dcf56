import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// The programs that collect for organizations.
extension DashboardRoutes {
    static let agents: [DashboardRoute] = [
        DashboardRoute(.get, "/agents", .act(.readAgents)) { call in
            call.agentsPage(try call.desk().agents())
        },
        DashboardRoute(.get, "/agents/{agent}/revocation", .act(.revokeAgent)) { call in
            let id = call.parameter("agent")
            guard let agent = try call.desk().agents().first(where: { $0.agent == id }) else {
                throw AggregatorError(
                    .agentUnknown, "there is no agent \(id.prefix(64))",
                    hint: "go back to the list of agents")
            }
            return call.revocationPage(agent)
        },
        DashboardRoute(.post, "/agents/{agent}/revocation", .act(.revokeAgent)) { call in
            try call.desk().revoke(agent: call.parameter("agent"))
            return call.goTo(DashboardPlace.agents.path, saying: .agentRevoked)
        },
    ]
}

extension DashboardCall {
    /// Seconds that a device's clock may be wrong before it is pointed out.
    private static let clockSeconds = 300

    fileprivate func agentsPage(_ agents: [AgentOverview]) -> Response {
        let title = DashboardPlace.agents.title(language)
        let view = ListView { query($0) }
        let (rows, page, pages) = view.rows(of: agents) { [$0.organization, $0.agent] }
        let path = DashboardPlace.agents.path
        return self.page(title, .agents, width: .wide) {
            tag("h1") { title }
            tag("p") {
                say(
                    "Ett program per dator samlar in svar för sin organisation.",
                    "One program a computer collects responses for its organization.")
            }
            searchForm(view, at: path, label: say("Organisation eller id", "Organization or id"))
            if rows.isEmpty {
                tag("p") { say("Inga agenter ännu.", "No agents yet.") }
            } else {
                table(rows)
            }
            Pager(page: page, pages: pages, language: language) { path + view.address(page: $0) }
        }
    }

    private func table(_ agents: [AgentOverview]) -> DataTable {
        DataTable(
            DashboardPlace.agents.title(language),
            columns: [
                .init(say("Organisation", "Organization")), .init(say("Program", "Program")),
                .init(say("Ansluten", "Enrolled")),
                .init(say("Senaste kontakt", "Last contact")),
                .init(say("Väntar", "Waiting"), isNumeric: true),
                .init(say("Ledigt på disken", "Free on disk"), isNumeric: true),
                .init(say("Läge", "State")), .init(say("Göra", "To do")),
            ],
            rows: agents.map { agent in
                [
                    HTML([
                        HTML(agent.organization),
                        tag("span", .class("row-id")) { agent.agent },
                    ]),
                    HTML(agent.program ?? "–"), time.html(agent.enrolled),
                    time.html(agent.lastSync),
                    HTML(agent.report.map { String($0.waiting) } ?? "–"),
                    HTML(agent.report?.freeBytes.map(size) ?? "–"), state(agent), todo(agent),
                ]
            }
        ).withoutVisibleCaption()
    }

    private func size(_ bytes: Int) -> String {
        bytes >= 1_073_741_824
            ? "\(language.number(Double(bytes) / 1_073_741_824, decimals: 1)) GiB"
            : "\(language.number(Double(bytes) / 1_048_576)) MiB"
    }

    private func state(_ agent: AgentOverview) -> HTML {
        if agent.revoked != nil { return StatusTag(say("Spärrad", "Revoked"), .bad).html }
        if (Timestamp(agent.expires) ?? now) <= now {
            return StatusTag(say("Certifikatet har gått ut", "Certificate expired"), .bad).html
        }
        if let report = agent.report, abs(report.clockDifferenceSeconds) > Self.clockSeconds {
            return StatusTag(say("Klockan går fel", "Clock is wrong"), .attention).html
        }
        return StatusTag(say("Ansluten", "Enrolled"), .good).html
    }

    private func todo(_ agent: AgentOverview) -> HTML {
        guard agent.revoked == nil, mayAll(.revokeAgent) else { return HTML("–") }
        let id = FormFields.encoded(agent.agent)
        return tag("a", .href("\(DashboardPlace.agents.path)/\(id)/revocation")) {
            say("Spärra", "Revoke")
            tag("span", .class("unseen")) { " \(agent.organization)" }
        }
    }

    fileprivate func revocationPage(_ agent: AgentOverview) -> Response {
        let title = say(
            "Spärra agenten hos \(agent.organization)?",
            "Revoke the agent of \(agent.organization)?")
        return page(title, .agents) {
            tag("h1") { title }
            Notice(
                .warning,
                title: say(
                    "Den får inte skicka mer, från och med nu. Svar som väntar på datorn kommer"
                        + " inte"
                        + " in förrän organisationen ansluter på nytt med en ny kod.",
                    "It may send no more from now on. Responses that wait on its computer do not"
                        + " come"
                        + " in before the organization enrolls again with a new code."),
                language: language)
            SummaryList([
                .init(say("Agent", "Agent"), tag("span", .class("code")) { agent.agent }),
                .init(say("Senaste kontakt", "Last contact"), time.html(agent.lastSync)),
                .init(
                    say("Svar som väntar", "Responses that wait"),
                    agent.report.map { String($0.waiting) } ?? say("okänt", "unknown")),
            ])
            tag("div", .class("actions")) {
                button(
                    say("Spärra", "Revoke"),
                    to: "/agents/\(FormFields.encoded(agent.agent))/revocation", weight: .warning)
                Link.secondary(say("Avbryt", "Cancel"), to: DashboardPlace.agents.path)
            }
        }
    }
}
