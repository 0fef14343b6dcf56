import Formats
import HTTPTypes
import Hummingbird
import MaturityModel
import Pages
import SurveyProtocol

/// Creating a round: first everything is checked and shown, then it is created.
extension DashboardRoutes {
    static let create: [DashboardRoute] = [
        DashboardRoute(.get, "/new-round", .act(.createRound)) { call in
            call.newRoundPage(RoundDraft(id: "", questionnaire: "", roster: ""), .empty)
        },
        DashboardRoute(.post, "/new-round", .act(.createRound), takes: .upload) { call in
            let desk = try call.desk()
            let draft = call.draft()
            do {
                for name in ["questionnaire", "roster"] {
                    if let fault = call.unreadable(name) { throw fault }
                }
                let (round, _) = try draft.newRound()
                guard call.field("do") == "create" else {
                    return call.newRoundPage(draft, call.checked(round))
                }
                _ = try desk.createRound(draft)
                let id = FormFields.encoded(draft.id)
                return call.goTo("\(root)/rounds/\(id)", saying: .roundCreated)
            } catch let error as AggregatorError where error.isCorrectable {
                return call.newRoundPage(draft, call.refusal(error), status: .unprocessableContent)
            }
        },
    ]
}

extension DashboardCall {
    /// The text of a field: of its file when one was chosen, else what was pasted.
    func text(_ name: String) -> String {
        let file = fields["\(name)-file"] ?? table(name) ?? ""
        return file.isEmpty ? fields[name] ?? "" : file
    }

    /// The rows of a chosen file that is a workbook, or text in UTF-16; nil for any other.
    private func table(_ name: String) -> String? {
        guard Self.tables.contains(name), let bytes = fields.bytes(of: "\(name)-file") else {
            return nil
        }
        return (try? TableFile.read(bytes))?.csv
    }

    /// Fields in which tables are expected.
    private static let tables = ["roster", "benchmarks"]
    /// What a browser offers to choose as a table.
    static let tableKinds = ".xlsx,.csv,text/csv"

    /// Why a chosen file could not be read as text; nil when it could or none was chosen.
    func unreadable(_ name: String) -> AggregatorError? {
        guard let file = fields["\(name)-file.filename"], !file.isEmpty,
            fields["\(name)-file"] == nil, table(name) == nil
        else { return nil }
        return AggregatorError(
            .requestInvalid, "the file is not text in UTF-8",
            hint: "save it as UTF-8 and choose it again")
    }

    fileprivate func draft() -> RoundDraft {
        RoundDraft(
            id: field("id"), questionnaire: text("questionnaire"), roster: text("roster"),
            mode: SurveyProtocol.RoundMode(rawValue: field("mode")),
            opens: time.moment(filled("opens")), closes: time.moment(filled("closes")),
            late: LateRule(rawValue: field("late")),
            minimumRespondents: filled("respondents").map { Int($0) ?? 0 },
            minimumOrganizations: filled("organizations").map { Int($0) ?? 0 })
    }

    fileprivate func checked(_ round: NewRound) -> HTML {
        let kinds = Dictionary(grouping: round.organizations, by: \.kind)
        let list = kinds.sorted { $0.key < $1.key }.map {
            "\(language.kinds($0.key)) \($0.value.count)"
        }
        let questionnaire = try? QuestionnaireFile.stored(Array(round.questionnaire))
        let items = questionnaire?.items.count ?? 0
        let title = questionnaire?.title.text(in: language.code) ?? ""
        return Notice(
            .success,
            title: say("Allt stämmer. Skapa mätningen nedan.", "All is well. Create it below."),
            language: language
        ) {
            tag("ul") {
                tag("li") {
                    say("\(title): \(items) frågor", "\(title): \(items) items")
                }
                tag("li") {
                    say(
                        "\(round.organizations.count) organisationer: ",
                        "\(round.organizations.count) organizations: ")
                    list.joined(separator: ", ")
                }
            }
        }.html
    }

    fileprivate func newRoundPage(
        _ draft: RoundDraft, _ notice: HTML, status: HTTPResponse.Status = .ok
    ) -> Response {
        let title = say("Ny mätning", "New round")
        return page(title, .rounds, status: status) {
            notice
            tag("h1") { title }
            form(to: "/new-round", Attribute("enctype", "multipart/form-data")) {
                TextField("id", label: say("Id", "Id")).with {
                    $0.value = draft.id
                    $0.hint = say(
                        "Till exempel 2026. Det syns för alla och kan inte ändras.",
                        "Such as 2026. Everybody sees it, and it cannot be changed.")
                    $0.isRequired = true
                    $0.lengthMaximum = 64
                }
                texts(draft)
                settings(draft)
                tag("div", .class("actions")) {
                    Button(
                        say("Kontrollera", "Check"), weight: .secondary, name: "do", value: "check")
                    Button(say("Skapa mätningen", "Create the round"), name: "do", value: "create")
                }
            }
        }
    }

    private func texts(_ draft: RoundDraft) -> HTML {
        HTML([
            tag("h2") { say("Frågeformulär", "Questionnaire") },
            fileField(
                "questionnaire", draft.questionnaire, accept: ".yaml,.yml,.json",
                labels: (
                    say("Fil (YAML eller JSON)", "File (YAML or JSON)"),
                    say("Eller klistra in här", "Or paste here")
                )),
            tag("h2") { say("Organisationer", "Organizations") },
            fileField(
                "roster", draft.roster, accept: Self.tableKinds,
                labels: (
                    say("Fil (Excel eller CSV)", "File (Excel or CSV)"),
                    say("Eller klistra in här", "Or paste here")
                ),
                hint: "id,name,kind,sector,parent,invited,employees"),
        ])
    }

    /// A field for a file and one for its text.
    func fileField(
        _ name: String, _ text: String, accept: String, labels: (file: String, text: String),
        hint: String? = nil
    ) -> HTML {
        HTML([
            TextField("\(name)-file", label: labels.file, kind: .file(accept: accept)).with {
                $0.hint = hint
            }.html,
            TextField(name, label: labels.text, kind: .text(rows: 6)).with {
                $0.value = text
            }.html,
        ])
    }

    private func settings(_ draft: RoundDraft) -> HTML {
        HTML([
            tag("h2") { say("Regler", "Rules") },
            ChoiceGroup(
                "mode", question: HTML(say("Vem svarar?", "Who answers?")),
                choices: [SurveyProtocol.RoundMode.respondents, .joint].map {
                    .init($0.rawValue, label: $0.title(language))
                }
            ).with { $0.chosen = (draft.mode ?? .respondents).rawValue }.html,
            ChoiceGroup(
                "late",
                question: HTML(
                    say(
                        "Vad händer med svar efter stängning?",
                        "What becomes of responses after closing?")),
                choices: LateRule.allCases.map { .init($0.rawValue, label: $0.title(language)) }
            ).with { $0.chosen = (draft.late ?? .quarantine).rawValue }.html,
            moment("opens", say("Öppnar", "Opens"), draft.opens),
            moment("closes", say("Stänger", "Closes"), draft.closes),
            minimum(
                "respondents", say("Minsta antal svarande som visas", "Fewest respondents shown"),
                draft.minimumRespondents ?? 5),
            minimum(
                "organizations",
                say("Minsta antal organisationer som visas", "Fewest organizations shown"),
                draft.minimumOrganizations ?? 3),
        ])
    }

    private func moment(_ name: String, _ label: String, _ value: String?) -> HTML {
        TextField(name, label: label).with {
            $0.value = value.map { time.text($0) } ?? ""
            $0.hint = say(
                "Till exempel 2026-03-01 08:00. Får vara tomt.",
                "Such as 2026-03-01 08:00. May be empty.")
            $0.lengthMaximum = 40
        }.html
    }

    private func minimum(_ name: String, _ label: String, _ value: Int) -> HTML {
        TextField(name, label: label, kind: .number).with {
            $0.value = String(value)
            $0.hint = say("3 eller fler", "3 or more")
            $0.lengthMaximum = 7
        }.html
    }
}
