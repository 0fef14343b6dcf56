import MaturityModel

/// Turns a form into a questionnaire's document, and names everything that has no equivalent.
struct FormImport {
    /// The group whose choice questions become background questions.
    private static let backgroundGroup = "background"

    /// The questionnaire; whether it is a sound one is for `QuestionnaireReader` to say.
    private(set) var document = DocumentNode(.null)
    /// What has no equivalent and is left out, or was decided otherwise than the form says.
    private(set) var losses: [String] = []
    /// What was assumed.
    private(set) var assumptions: [String] = []

    private let form: XLSForm
    private let standardLanguage: String
    private var lists: FormLists
    private var groups: [FormGroup] = []
    private var background: [DocumentNode] = []
    private var questions: Set<String> = []
    private var usedLists: [String] = []

    /// - Parameter language: the language of columns that name none.
    init(_ form: XLSForm, language: String) {
        self.form = form
        let settings = form.settings.records.first
        let named = settings.map { $0.text("default_language") } ?? ""
        standardLanguage = named.isEmpty ? language : FormRecords.language(named)
        lists = FormLists(form.choices)
        run()
    }

    private mutating func run() {
        groups = [FormGroup(id: "", title: .members([]), conditions: [])]
        for record in form.survey.records { read(record) }
        while groups.count > 1 {
            lose("survey", form.survey.records.last?.number ?? 1, "a group is not closed")
            close()
        }
        let settings = form.settings.records.first
        noteUnused(
            settings, "settings", known: ["form_title", "form_id", "version", "default_language"])
        let title = settings.map { texts($0, "form_title", "settings") }
        let id = settings.map { $0.text("form_id") } ?? ""
        let version = settings.map { $0.text("version") } ?? ""
        let name = id.isEmpty ? "form" : id
        let heading = title.flatMap { $0.isEmpty ? nil : $0 } ?? spread(name)
        let used = usedLists.map { ($0, Optional(scale($0))) }
        document = .members([
            ("format", text("maturity-questionnaire/1")), ("id", text(name)),
            ("version", text(version.isEmpty ? "1" : version)),
            ("languages", .values(languages.map(text))), ("title", .members(heading)),
            ("scales", used.isEmpty ? nil : .members(used)),
            ("background", background.isEmpty ? nil : .values(background)),
            ("tree", groups[0].document(id: "maturity", title: .members(heading))),
        ])
        losses += lists.losses
        assumptions += lists.assumptions
    }

    private var languages: [String] {
        var found: [String] = [standardLanguage]
        for language in form.survey.languages + form.choices.languages {
            let code = language ?? standardLanguage
            if !found.contains(code) { found.append(code) }
        }
        let used = form.survey.languages + form.choices.languages
        if !used.isEmpty, !used.contains(where: { ($0 ?? standardLanguage) == standardLanguage }) {
            found.removeFirst()
        }
        return found
    }

    private func text(_ text: String) -> DocumentNode { DocumentNode(.text(text)) }

    private func spread(_ name: String) -> [(String, DocumentNode?)] {
        languages.map { ($0, text(name)) }
    }

    /// A column's texts as a member for each language; one without language serves the standard
    /// one, and all where there is no other.
    private func texts(
        _ record: FormRecords.Record, _ column: String, _ sheet: String
    ) -> [(String, DocumentNode?)] {
        let found = record.texts(column)
        return languages.map { language in
            let own = found[language] ?? (language == standardLanguage ? found[nil] : nil)
            let only = found.count == 1 && sheet == "settings" ? found.values.first : nil
            return (language, (own ?? only).map(text))
        }
    }

    private mutating func lose(_ sheet: String, _ row: Int, _ what: String) {
        losses.append("\(sheet):\(row): \(what)")
    }

    private mutating func noteUnused(
        _ record: FormRecords.Record?, _ sheet: String, known: Set<String>
    ) {
        guard let record else { return }
        for column in record.filled where !known.contains(column) {
            lose(sheet, record.number, "the column `\(column)` has no equivalent")
        }
    }

    // The survey, row by row.

    private mutating func read(_ record: FormRecords.Record) {
        let words = record.text("type").split(separator: " ").map(String.init)
        let type = words.prefix(2).joined(separator: "_").lowercased()
        switch type {
        case "": noteUnused(record, "survey", known: [])
        case "begin_group": open(record)
        case "end_group":
            if groups.count > 1 {
                close()
            } else {
                lose("survey", record.number, "a group ends that did not begin")
            }
        case _ where words[0].lowercased() == "select_one" && words.count > 1:
            question(record, list: words[1], rest: Array(words.dropFirst(2)))
        default:
            let name = record.text("name")
            lose(
                "survey", record.number,
                "the type `\(words.joined(separator: " "))` has no equivalent; "
                    + (name.isEmpty ? "the row is left out" : "`\(name)` is left out"))
        }
    }

    private mutating func open(_ record: FormRecords.Record) {
        noteUnused(record, "survey", known: ["type", "name", "label", "relevant"])
        var title = texts(record, "label", "survey")
        if title.allSatisfy({ $0.1 == nil }) { title = spread(record.text("name")) }
        let own = condition(record)
        groups.append(
            FormGroup(
                id: record.text("name"), title: .members(title),
                conditions: (groups.last?.conditions ?? []) + (own.map { [$0] } ?? [])))
    }

    private mutating func close() {
        let group = groups.removeLast()
        if group.id.lowercased() == Self.backgroundGroup { return }
        if group.isEmpty {
            assumptions.append("survey: the group `\(group.id)` has no question left and no node")
            return
        }
        if group.isMixed {
            assumptions.append(
                "survey: `\(group.id)` has questions beside groups; they are in "
                    + "`\(group.id).questions`")
        }
        groups[groups.count - 1].add(group.document(id: group.id, title: group.title))
    }

    private mutating func question(
        _ record: FormRecords.Record, list: String, rest: [String]
    ) {
        let name = record.text("name")
        guard lists.contains(list) else {
            lose("survey", record.number, "there is no list `\(list)`; `\(name)` is left out")
            return
        }
        if !rest.isEmpty {
            lose("survey", record.number, "`\(rest.joined(separator: " "))` has no equivalent")
        }
        let label = DocumentNode.members(texts(record, "label", "survey"))
        guard groups.last?.id.lowercased() != Self.backgroundGroup else {
            noteUnused(record, "survey", known: ["type", "name", "label"])
            background.append(
                .members([
                    ("id", text(name)), ("title", label),
                    ("options", .values(options(list, withMeaning: false))),
                ]))
            return
        }
        noteUnused(
            record, "survey", known: ["type", "name", "label", "hint", "required", "relevant"])
        let hint = texts(record, "hint", "survey")
        let own = condition(record)
        let conditions = (groups.last?.conditions ?? []) + (own.map { [$0] } ?? [])
        if !usedLists.contains(list) { usedLists.append(list) }
        groups[groups.count - 1].add(
            item: .members([
                ("id", text(name)), ("scale", text(list)), ("text", label),
                ("help", hint.contains { $0.1 != nil } ? .members(hint) : nil),
                ("required", isRequired(record) ? DocumentNode(.bool(true)) : nil),
                (
                    "relevantWhen",
                    conditions.count > 1 ? .one("and", .values(conditions)) : conditions.first
                ),
            ]))
        questions.insert(name)
    }

    private mutating func isRequired(_ record: FormRecords.Record) -> Bool {
        switch record.text("required").lowercased() {
        case "yes", "true", "true()", "1": return true
        case "", "no", "false", "false()", "0": return false
        default:
            lose(
                "survey", record.number,
                "`required` depends on answers, which has no equivalent; it is not required")
            return false
        }
    }

    private mutating func condition(_ record: FormRecords.Record) -> DocumentNode? {
        let expression = record.text("relevant")
        guard !expression.isEmpty else { return nil }
        do throws(FormCondition.Fault) {
            return try FormCondition.read(expression, questions: questions)
        } catch {
            lose(
                "survey", record.number,
                "`relevant` has no equivalent and is left out: \(error.reason)")
            return nil
        }
    }

    // The lists.

    private mutating func scale(_ list: String) -> DocumentNode {
        .values(options(list, withMeaning: true))
    }

    private mutating func options(_ list: String, withMeaning: Bool) -> [DocumentNode] {
        lists.entries(of: list, withMeaning: withMeaning).map { entry in
            .members([
                ("code", text(entry.record.text("name"))),
                ("value", entry.value.map { DocumentNode(.number($0)) }),
                ("special", entry.special.map(text)),
                ("label", .members(texts(entry.record, "label", "choices"))),
            ])
        }
    }
}
