import Formats
import MaturityModel
import Pages
import SurveyProtocol

/// Paper: printing the form, and taking in what was typed in.
extension FormSite {
    func paperPage(_ round: String, _ scene: FormScene) throws -> FormReply {
        let (summary, questionnaire) = try self.round(round)
        let count = scene.request.query["copies"].flatMap { Int($0) }
        let title = scene.say("På papper", "On paper")
        guard let count else {
            return page(title, scene) {
                tag("p", .class("eyebrow")) { Link(round, to: "/rounds/\(round)") }
                tag("h1") { title }
                tag("p") {
                    scene.say(
                        "Varje exemplar får en egen kod. Skriv av svaren i en fil, ett exemplar per"
                            + " rad med koden i kolumnen respondent, och läs in filen.",
                        "Each copy gets a code of its own. Type the answers into a file, one copy a"
                            + " line with the code in the column respondent, and import the file.")
                }
                tag("form", Attribute("method", "get"), .action("/rounds/\(round)/paper")) {
                    TextField(
                        "copies", label: scene.say("Antal exemplar", "Number of copies"),
                        kind: .number
                    ).with {
                        $0.value = "1"
                        $0.isRequired = true
                        $0.lengthMaximum = 3
                    }
                    Button(scene.say("Visa för utskrift", "Show for printing"))
                }
            }
        }
        let paper = PaperForm(
            questionnaire: questionnaire, round: round, language: scene.language,
            asksUnit: summary.mode == .respondents)
        return page(title, scene, width: .sheet) {
            tag("p", .class("no-print")) {
                scene.say("Skriv ut sidan. ", "Print the page. ")
                Link(scene.say("Tillbaka", "Back"), to: "/rounds/\(round)/paper")
            }
            paper.copies(PaperForm.codes(count, agent.device))
        }
    }

    func importPage(
        _ round: String, _ scene: FormScene, text: String = "", report: ImportReport? = nil,
        error: String? = nil
    ) throws -> FormReply {
        let (_, questionnaire) = try self.round(round)
        let title = scene.say("Läs in svar", "Import responses")
        return page(title, scene, width: .wide) {
            tag("p", .class("eyebrow")) { Link(round, to: "/rounds/\(round)") }
            ErrorSummary(error.map { [($0, "text")] } ?? [], language: scene.language)
            tag("h1") { title }
            if let report { outcome(report, scene) }
            tag("p") {
                scene.say(
                    "En arbetsbok (.xlsx) eller CSV-fil med en rad per svar. Första raden namnger"
                        + " kolumnerna: respondent,"
                        + " unit och frågornas id. Samma fil en gång till ändrar inget; en ändrad"
                        + " rad blir en ny version om den har ett namn i kolumnen respondent,"
                        + " annars en ny person.",
                    "A workbook (.xlsx) or CSV file with one line a response. The first line names"
                        + " the columns:"
                        + " respondent, unit and the questions' ids. The same file again changes"
                        + " nothing; a changed line becomes a new revision when it has a label in"
                        + " the column respondent, else a new person.")
            }
            tag("details") {
                tag("summary") { scene.say("Kolumnerna", "The columns") }
                tag("p", .class("code")) {
                    (["respondent", "unit"] + questionnaire.background.map(\.id)
                        + questionnaire.items.map(\.id)).joined(separator: ",")
                }
            }
            ActionForm(
                to: "/rounds/\(round)/import", token: scene.token,
                Attribute("enctype", "multipart/form-data")
            ) {
                TextField(
                    "file", label: scene.say("Fil", "File"), kind: .file(accept: Self.tables))
                TextField(
                    "text", label: scene.say("Eller klistra in här", "Or paste here"),
                    kind: .text(rows: 8)
                ).with { $0.value = text }
                tag("div", .class("actions")) {
                    Button(
                        scene.say("Kontrollera först", "Check first"), weight: .secondary,
                        name: "do", value: "check")
                    Button(scene.say("Läs in", "Import"), name: "do", value: "import")
                }
            }
        }
    }

    private func outcome(_ report: ImportReport, _ scene: FormScene) -> HTML {
        let refused = scene.language.count(
            report.refused, swedish: ("rad med fel", "rader med fel"),
            english: ("line with errors", "lines with errors"))
        let numbers =
            scene.say(
                "\(report.new) nya, \(report.changed) ändrade, \(report.unchanged) oförändrade, ",
                "\(report.new) new, \(report.changed) changed, \(report.unchanged) unchanged, ")
            + refused
        guard report.rows > 0 else {
            return Notice(
                .warning,
                title: scene.say(
                    "Det finns inga rader efter den första, så inget lästes in.",
                    "There are no lines after the first one, so nothing was imported."),
                language: scene.language
            ).html
        }
        let title =
            report.dryRun
            ? scene.say("Så skulle det bli: \(numbers).", "This would happen: \(numbers).")
            : scene.say("Inläst: \(numbers).", "Imported: \(numbers).")
        return HTML([
            Notice(
                report.refused > 0 ? .warning : .success, title: title, language: scene.language
            ).html,
            report.errors.isEmpty
                ? .empty
                : DataTable(
                    scene.say("Rader att rätta", "Lines to correct"),
                    columns: [
                        .init(scene.say("Rad", "Line")), .init(scene.say("Kolumn", "Column")),
                        .init(scene.say("Vad som är fel", "What is wrong")),
                        .init(scene.say("Menade du", "Did you mean")),
                    ],
                    rows: report.errors.prefix(Self.errorsShownMaximum).map { fault in
                        [
                            HTML(String(fault.line)), HTML(fault.column),
                            tag("span", Attribute("lang", "en")) { fault.reason },
                            HTML(fault.suggestion ?? ""),
                        ]
                    }
                ).html,
            maybeTwice(report, scene), more(report, scene), irrelevant(report.irrelevant, scene),
        ])
    }

    /// New rows that nothing tells from rows that were imported before.
    private func maybeTwice(_ report: ImportReport, _ scene: FormScene) -> HTML {
        guard report.maybeTwice > 0 else { return .empty }
        let rows = scene.language.count(
            report.maybeTwice, swedish: ("ny rad", "nya rader"), english: ("new line", "new lines"))
        return Notice(
            .warning,
            title: scene.say(
                "\(rows) kan vara någon som redan har svarat.",
                "\(rows) may be somebody who has answered already."),
            language: scene.language
        ) {
            tag("p") {
                scene.say(
                    "Det finns inlästa svar som inte är med i filen. Den vars rad bara har ändrats"
                        + " eller fått ett namn sedan dess, eller låg i en fil med annat namn,"
                        + " räknas två gånger. Rätta"
                        + " ett svar utan namn i kolumnen respondent här i formuläret, inte i"
                        + " filen; säg till den centrala gruppen om någon har räknats två gånger.",
                    "There are imported responses that are not in this file. Whose line was only"
                        + " changed or labeled since, or lay in a file of another name, counts"
                        + " twice. Correct"
                        + " a response without a label in the column respondent here in the form,"
                        + " not in the file; tell the central team if somebody counts twice.")
            }
        }.html
    }

    /// What the table has no room for.
    private func more(_ report: ImportReport, _ scene: FormScene) -> HTML {
        let count = max(0, report.errors.count - Self.errorsShownMaximum) + report.unlisted
        guard count > 0 else { return .empty }
        return tag("p") {
            scene.say(
                "\(count) fel till visas inte. Rätta dessa och kontrollera igen.",
                "\(count) more errors are not shown. Correct these and check again.")
        }
    }

    /// Answers that are kept and do not count.
    private func irrelevant(_ answers: IrrelevantAnswers, _ scene: FormScene) -> HTML {
        guard answers.rows > 0 else { return .empty }
        let named = answers.first.map { "\($0.line) (\($0.columns.joined(separator: ", ")))" }
            .joined(separator: ", ")
        let others = answers.rows - answers.first.count
        let more = others > 0 ? scene.say(" och \(others) till", " and \(others) more") : ""
        return tag("p") {
            scene.say(
                "Svar på frågor som andra svar på samma rad utesluter: rad \(named)\(more). De"
                    + " behålls men räknas inte i resultaten.",
                "Answers to questions that other answers of the same line rule out: line"
                    + " \(named)\(more). They are kept and do not count in results.")
        }
    }

    func takeImport(_ round: String, _ scene: FormScene) throws -> FormReply {
        let (summary, questionnaire) = try self.round(round)
        let fields = scene.request.fields
        let file = fields.bytes(of: "file") ?? []
        let bytes = file.isEmpty ? Array((fields["text"] ?? "").utf8) : file
        let text = Self.text(bytes)
        guard !bytes.allSatisfy({ $0 == 0x20 }) else {
            return try importPage(
                round, scene,
                error: scene.say(
                    "Välj en fil (.xlsx eller CSV) eller klistra in rader.",
                    "Choose a file (.xlsx or CSV) or paste lines."))
        }
        try agent.spool.recover()
        var task = Import(
            sealer: Sealer(
                round: summary, questionnaire: questionnaire,
                organization: try agent.home.enrolled().organization, device: agent.device),
            key: try agent.respondentKey(), spool: agent.spool,
            fileName: file.isEmpty ? "form" : fields["file.filename"] ?? "form")
        task.isDryRun = fields["do"] != "import"
        do {
            let report = try agent.spool.collecting { try task.run(bytes) }
            return try importPage(
                round, scene, text: task.isDryRun || report.refused > 0 ? text : "",
                report: report)
        } catch let fault as CollectFault {
            return try importPage(
                round, scene, text: text, error: "\(fault.reason). \(fault.hint)")
        }
    }

    /// Errors that the page shows.
    private static let errorsShownMaximum = 500

    /// What a browser offers to choose as a file of answers.
    private static let tables =
        ".xlsx,.csv,text/csv,"
        + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// A table as the page shows it to be corrected and sent again; empty when it is none.
    private static func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !TableFile.isWorkbook(bytes) {
            return text
        }
        return (try? TableFile.read(bytes))?.csv ?? ""
    }
}
