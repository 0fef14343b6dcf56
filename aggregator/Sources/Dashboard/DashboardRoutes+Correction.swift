import HTTPTypes
import Hummingbird
import MaturityModel
import Pages
import SurveyProtocol

/// Correcting a roster: what it would change in the results is shown before it is applied.
extension DashboardRoutes {
    static let correction: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/roster/correction", .act(.correctRoster)) { call in
            call.correctionPage(try call.desk().round(call.parameter("round")), fault: nil)
        },
        DashboardRoute(
            .post, "/rounds/{round}/roster/correction", .act(.correctRoster), takes: .upload
        ) { call in
            let desk = try call.desk()
            let round = try desk.round(call.parameter("round"))
            do {
                if let fault = call.unreadable("roster") { throw fault }
                guard call.field("do") == "apply" else {
                    let preview = try await desk.correctRoster(
                        round: round.id, csv: call.text("roster"), apply: false)
                    return call.previewPage(
                        round, preview, try desk.questionnaire(round: round.id))
                }
                guard round.roster == call.field("before") else {
                    throw AggregatorError(
                        .rosterChanged, "the roster was corrected since it was looked at",
                        hint: "look at what the correction changes now")
                }
                _ = try await desk.correctRoster(
                    round: round.id, csv: call.text("roster"), apply: true)
                return call.goTo(
                    RoundPlace.roster.path(in: round.id), saying: .rosterCorrected)
            } catch let error as AggregatorError where error.isCorrectable {
                return call.correctionPage(round, fault: error)
            }
        },
    ]
}

extension DashboardCall {
    fileprivate func correctionPage(_ round: RoundOverview, fault: AggregatorError?) -> Response {
        let title = say("Rätta organisationslistan", "Correct the roster")
        return roundPage(round, .roster, width: .narrow, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            standing(round)
            tag("p") {
                say(
                    "Välj hela den rättade listan. Först visas vad den ändrar, också i resultatet;"
                        + " sedan bestämmer du.",
                    "Choose the whole corrected roster. First you see what it changes, also in the"
                        + " results; then you decide.")
            }
            rosterForm(weight: .primary)
        }
    }

    private func rosterForm(weight: Button.Weight) -> ActionForm {
        form(
            to: roundPath("/roster/correction"), Attribute("enctype", "multipart/form-data")
        ) {
            fileField(
                "roster", text("roster"), accept: Self.tableKinds,
                labels: (
                    say("Fil (Excel eller CSV)", "File (Excel or CSV)"),
                    say("Eller klistra in här", "Or paste here")
                ), hint: "id,name,kind,sector,parent,invited,employees,email")
            Button(
                say("Visa vad som ändras", "Show what changes"), weight: weight, name: "do",
                value: "preview")
        }
    }

    fileprivate func previewPage(
        _ round: RoundOverview, _ preview: RosterPreview, _ questionnaire: Questionnaire
    ) -> Response {
        let title = say("Vad rättningen ändrar", "What the correction changes")
        return roundPage(round, .roster) {
            tag("h1") { title }
            if preview.change.isEmpty {
                Notice(
                    .information,
                    title: say("Listan är redan sådan.", "The roster is like that already."),
                    language: language)
            } else {
                changes(preview)
                effects(preview, questionnaire)
                decision(round, preview)
            }
            tag("h2") { say("Ändra och titta igen", "Change it and look again") }
            rosterForm(weight: .secondary)
        }
    }

    private func decision(_ round: RoundOverview, _ preview: RosterPreview) -> HTML {
        guard round.takesCorrections else { return standing(round) }
        return form(to: roundPath("/roster/correction")) {
            hidden("roster", text("roster"))
            hidden("before", preview.before.description)
            tag("div", .class("actions")) {
                Button(
                    say("Gör ändringen", "Apply the correction"), weight: .warning, name: "do",
                    value: "apply")
                Link.secondary(
                    say("Avbryt", "Cancel"), to: RoundPlace.roster.path(in: round.id))
            }
        }.html
    }

    /// Why the roster cannot be corrected as the round is; nothing when it can.
    private func standing(_ round: RoundOverview) -> HTML {
        if round.takesCorrections { return .empty }
        let title =
            round.state == .published
            ? say(
                "Resultatet är publicerat, så listan kan inte ändras. Dra först tillbaka"
                    + " resultatet på mätningens översikt.",
                "The results are published, so the roster cannot be changed. Withdraw the results"
                    + " first, on the round's overview.")
            : say(
                "Mätningen är arkiverad. Listan kan inte ändras.",
                "The round is archived. The roster cannot be changed.")
        return Notice(.warning, title: title, language: language).html
    }

    private func changes(_ preview: RosterPreview) -> HTML {
        let lost = preview.lost.values.reduce(0, +)
        return HTML([
            lost == 0
                ? .empty
                : Notice(
                    .warning,
                    title: say(
                        "\(lost) svar räknas inte längre, eftersom deras organisationer lämnar"
                            + " listan. De finns kvar.",
                        "\(lost) responses no longer count, because their organizations go off the"
                            + " roster. They are kept."), language: language
                ).html,
            SummaryList([
                .init(
                    say("Kommer till", "Added"), listed(preview.change.added)),
                .init(say("Tas bort", "Removed"), listed(preview.change.removed)),
            ]).html,
            preview.change.changed.isEmpty
                ? .empty
                : DataTable(
                    say("Ändrade uppgifter", "Changed cells"),
                    columns: [
                        .init(say("Organisation", "Organization")), .init(say("Kolumn", "Column")),
                        .init(say("Före", "Before")), .init(say("Efter", "After")),
                    ],
                    rows: preview.change.changed.prefix(Self.shownMaximum).map {
                        [HTML($0.organization), HTML($0.column), HTML($0.before), HTML($0.after)]
                    }
                ).html,
        ])
    }

    private func title(ofNode id: String, _ questionnaire: Questionnaire) -> String {
        questionnaire.nodeIndex(of: id).map {
            questionnaire.nodes[$0].title.text(in: language.code)
        } ?? id
    }

    /// `group` and `kind:ID` in words; `sector:ID` and others as they are.
    private func title(ofSet set: String) -> String {
        if set == "group" { return say("Alla", "All") }
        return set.hasPrefix("kind:") ? language.kinds(String(set.dropFirst(5))) : set
    }

    /// Rows of a preview that are shown; the rest is counted.
    private static let shownMaximum = 200

    private func listed(_ ids: [String]) -> String {
        guard !ids.isEmpty else { return say("inga", "none") }
        let rest = ids.count - min(ids.count, Self.shownMaximum)
        let list = ids.prefix(Self.shownMaximum).joined(separator: ", ")
        return rest == 0 ? list : list + say(" och \(rest) till", " and \(rest) more")
    }

    private func effects(_ preview: RosterPreview, _ questionnaire: Questionnaire) -> HTML {
        HTML([
            preview.effects.isEmpty
                ? tag("p") {
                    say(
                        "Inget medelvärde för alla, en organisationstyp eller en sektor ändras.",
                        "No mean of the group, a kind or a sector changes.")
                } : table(preview, questionnaire).html,
            preview.change.isOfSizes
                ? tag("p") {
                    say(
                        "Svarsandelar och medelvärden som vägs med inbjudna eller anställda kan"
                            + " ändras.",
                        "Response rates and means weighted by invited or employees may change.")
                } : .empty,
        ])
    }

    private func table(
        _ preview: RosterPreview, _ questionnaire: Questionnaire
    ) -> DataTable {
        func number(_ value: Double?) -> HTML {
            HTML(value.map { "\(language.number($0, decimals: 1)) %" } ?? say("dold", "hidden"))
        }
        func count(_ value: Int?) -> HTML { HTML(value.map(String.init) ?? "–") }
        return DataTable(
            say("Det här ändras i resultatet", "This changes in the results"),
            columns: [
                .init(say("Del", "Node")), .init(say("Grupp", "Set")),
                .init(say("Före", "Before"), isNumeric: true),
                .init(say("Efter", "After"), isNumeric: true),
                .init(say("Svar före", "Responses before"), isNumeric: true),
                .init(say("Svar efter", "Responses after"), isNumeric: true),
            ],
            rows: preview.effects.prefix(Self.shownMaximum).map {
                [
                    HTML(title(ofNode: $0.node, questionnaire)), HTML(title(ofSet: $0.set)),
                    number($0.before), number($0.after),
                    count($0.respondentsBefore), count($0.respondentsAfter),
                ]
            })
    }
}
