import Pages
import SurveyProtocol

/// Where everything is.
extension FormSite {
    func statusPage(_ scene: FormScene) throws -> FormReply {
        let report = try StatusReport(agent)
        let title = scene.say("Läget", "Status")
        return page(title, scene, current: "/status", width: .wide) {
            if scene.request.query["trying"] != nil {
                Notice(
                    .information,
                    title: scene.say(
                        "Försöker skicka nu. Sidan visar hur det gick när du läser in den igen.",
                        "Trying to send now. Reload the page to see how it went."),
                    language: scene.language)
            }
            tag("h1") { title }
            headline(report, scene)
            counts(report, scene)
            contact(report, scene)
            tag("div", .class("actions")) {
                scene.button(scene.say("Skicka nu", "Send now"), to: "/sync")
                Link.secondary(scene.say("Läs in igen", "Reload"), to: "/status")
            }
            matters(report, scene)
            reconcile(report, scene)
        }
    }

    private func headline(_ report: StatusReport, _ scene: FormScene) -> HTML {
        let (counts, attention) = (report.counts, report.attention)
        if attention.needPerson > 0 {
            let words = StatusWords.attention(attention, scene.language)
            return Notice(
                .warning,
                title: scene.say(
                    "Några svar behöver dig: \(words).", "Some responses need you: \(words)."),
                language: scene.language
            ).html
        }
        if counts.waiting > 0 {
            return Notice(
                .information,
                title: "\(StatusWords.waiting(counts, scene.language)).", language: scene.language
            ) {
                tag("p") {
                    scene.say(
                        "De är säkra på den här datorn och skickas av sig själva när det finns"
                            + " nätverk.",
                        "They are safe on this computer and are sent by themselves when there is a"
                            + " network.")
                }
            }.html
        }
        return Notice(
            .success, title: "\(StatusWords.waiting(counts, scene.language)).",
            language: scene.language
        ).html
    }

    private func counts(_ report: StatusReport, _ scene: FormScene) -> HTML {
        guard !report.rounds.isEmpty else { return .empty }
        let numeric = [
            scene.say("Påbörjade", "Begun"), scene.say("Väntar", "Waiting"),
            scene.say("Mottagna", "Received"), scene.say("Granskas", "Under review"),
            scene.say("I retur", "Returned"), scene.say("Avvisade", "Refused"),
        ]
        return DataTable(
            scene.say("Svar per mätning", "Responses by round"),
            columns: [.init(scene.say("Mätning", "Round"))]
                + numeric.map { .init($0, isNumeric: true) },
            rows: report.rounds.map { round in
                let counts = round.counts
                let numbers = [
                    counts.drafts, counts.waiting, counts.acknowledged, counts.held,
                    counts.returned, counts.refused,
                ]
                let over =
                    round.state == .archived ? scene.say(" (arkiverad)", " (archived)") : ""
                let name = HTML([
                    Link(round.round, to: "/rounds/\(round.round)").html, HTML(over),
                ])
                return [name] + numbers.map { HTML(String($0)) }
            }
        ).html
    }

    private func contact(_ report: StatusReport, _ scene: FormScene) -> HTML {
        var rows = [
            SummaryList.Row(
                scene.say("Senaste kontakt", "Last contact"),
                report.lastSync.map { LocalTime.text($0) } ?? scene.say("Aldrig", "Never"))
        ]
        if let failure = report.lastFailure {
            rows.append(
                SummaryList.Row(
                    scene.say("Senaste fel", "Last failure"),
                    HTML([
                        HTML("\(LocalTime.text(failure)): "),
                        tag("span", Attribute("lang", "en")) { report.lastReason ?? "" },
                    ])))
        }
        if let next = report.nextTry {
            rows.append(
                SummaryList.Row(scene.say("Nästa försök", "Next try"), LocalTime.text(next)))
        }
        rows.append(
            SummaryList.Row(scene.say("Central server", "Central server"), report.address ?? ""))
        if report.proxy != "none" {
            rows.append(SummaryList.Row(scene.say("Mellanserver", "Proxy"), report.proxy))
        }
        return HTML([
            tag("h2") { scene.say("Kontakt", "Contact") },
            SummaryList(rows).html,
        ])
    }

    private func matters(_ report: StatusReport, _ scene: FormScene) -> HTML {
        guard !report.matters.isEmpty else { return .empty }
        let title = scene.say("Att titta på", "To look at")
        return HTML([
            tag("h2") { title },
            DataTable(
                title,
                columns: [
                    .init(scene.say("Svar", "Response")), .init(scene.say("Läge", "State")),
                    .init(scene.say("Skäl", "Reason")), .init(scene.say("Vad göra", "What to do")),
                ],
                rows: report.matters.prefix(100).map { matter in
                    [
                        Link(
                            matter.from ?? String(matter.id.description.suffix(12)),
                            to: "/rounds/\(matter.round)/responses/\(matter.id)"
                        ).html,
                        StatusWords.tag(
                            SpoolState(rawValue: matter.state) ?? .refused, scene.language
                        ).html,
                        tag("span", Attribute("lang", "en")) {
                            matter.problem.map { $0.detail.isEmpty ? $0.title : $0.detail } ?? ""
                        },
                        tag("span", Attribute("lang", "en")) { matter.problem?.hint ?? "" },
                    ]
                }
            ).withoutVisibleCaption().html,
        ])
    }

    private func reconcile(_ report: StatusReport, _ scene: FormScene) -> HTML {
        HTML([
            tag("h2", .id("reconcile")) {
                scene.say("Finns allt centralt?", "Is everything at the centre?")
            },
            tag("p") {
                scene.say(
                    "Fråga servern om den har vartenda svar som är inlämnat här.",
                    "Ask the server whether it has every response that was handed in here.")
            },
            HTML(
                report.rounds.map { round in
                    jobs.reconciled(round.round).map { news($0, round.round, scene) } ?? .empty
                }),
            tag("div", .class("actions")) {
                for round in report.rounds {
                    scene.button(
                        scene.say("Fråga om \(round.round)", "Ask about \(round.round)"),
                        to: "/rounds/\(round.round)/reconcile", weight: .secondary)
                }
            },
        ])
    }

    private func news(_ news: ReconcileNews, _ round: String, _ scene: FormScene) -> HTML {
        switch news {
        case .asking:
            Notice(
                .information, title: scene.say("\(round): frågar …", "\(round): asking …"),
                language: scene.language
            ).html
        case .complete(let count):
            Notice(
                .success,
                title: scene.say(
                    "\(round): allt finns centralt (\(count) svar).",
                    "\(round): everything is at the centre (\(count) responses)."),
                language: scene.language
            ).html
        case .lacking(let missing, let count):
            Notice(
                .warning,
                title: scene.say(
                    "\(round): \(missing.count) av \(count) versioner av svar saknas centralt"
                        + " och skickas igen.",
                    "\(round): \(missing.count) of \(count) revisions of responses are missing at"
                        + " the centre and are sent again."), language: scene.language
            ) {
                tag("ul") {
                    for name in missing.prefix(100) { tag("li", .class("code")) { name } }
                }
            }.html
        case .failed(let reason):
            Notice(
                .error,
                title: scene.say("\(round): det gick inte att fråga.", "\(round): cannot ask."),
                language: scene.language
            ) { tag("p", Attribute("lang", "en")) { reason } }.html
        }
    }
}
