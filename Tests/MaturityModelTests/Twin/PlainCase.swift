import MaturityModel

/// A whole random round: instrument, organizations, answers and settings.
struct PlainCase {
    struct Organization {
        var id: String
        var kind: String
        var sector: String?
        var parent: String?
        var invited: Int?
        var employees: Int?
        /// An option index per item (nil: not answered), and the unit.
        var rows: [(answers: [Int?], unit: String?)]
    }

    var root: PlainNode
    var items: [PlainItem]
    var policy: [String: String]
    var organizations: [Organization]
    var respondents: Int
    var minimumOrganizations: Int

    func questionnaire() throws -> Questionnaire {
        var policyDocument: DocumentNode = [:]
        for special in policy.keys.sorted() {
            policyDocument = policyDocument.setting(special, text(policy[special] ?? "exclude"))
        }
        return try Instrument.read(
            Instrument.document(tree: document(root), extra: ["specialPolicy": policyDocument]))
    }

    private func text(_ text: String) -> DocumentNode { DocumentNode(.text(text)) }

    private func document(_ node: PlainNode) -> DocumentNode {
        var document: DocumentNode = [
            "id": text(node.id), "title": .english(node.id),
            "weight": DocumentNode(.number(node.weight)), "combine": text(node.combine),
        ]
        if let share = node.share {
            document = document.setting("minimumValidShare", DocumentNode(.number(share)))
        }
        if node.children.isEmpty {
            return document.setting("items", .values(node.items.map { self.document(items[$0]) }))
        }
        return document.setting("children", .values(node.children.map { self.document($0) }))
    }

    private func document(_ item: PlainItem) -> DocumentNode {
        let options = item.values.indices.map { option -> DocumentNode in
            let start: DocumentNode = [
                "code": text(item.code(option)), "label": .english(item.code(option)),
            ]
            if let value = item.values[option] {
                return start.setting("value", DocumentNode(.number(value)))
            }
            return start.setting("special", text(item.specials[option] ?? ""))
        }
        var document: DocumentNode = [
            "id": text(item.id), "text": .english(item.id), "options": .values(options),
            "weight": DocumentNode(.number(item.weight)),
            "reverse": DocumentNode(.bool(item.reverse)), "tags": .texts(item.tags),
        ]
        guard let condition = item.condition else { return document }
        let codes = condition.options.map { items[condition.item].code($0) }
        var relevance: DocumentNode = [
            "item": text(items[condition.item].id), "in": .texts(codes),
        ]
        if condition.negated { relevance = ["not": relevance] }
        document = document.setting("relevantWhen", relevance)
        return document
    }

    func roster() throws -> Roster {
        try Roster(
            organizations.map { entry in
                RosterOrganization(
                    entry.id, name: entry.id, kind: entry.kind,
                    in: RosterPlace(sector: entry.sector, parent: entry.parent),
                    size: RosterSize(invited: entry.invited, employees: entry.employees))
            })
    }

    func answers() -> [String: OrganizationAnswers] {
        var answers: [String: OrganizationAnswers] = [:]
        for organization in organizations where !organization.rows.isEmpty {
            var columns = OrganizationAnswers(itemCount: items.count)
            for row in organization.rows {
                columns.append(
                    row: row.answers.map { $0.map { UInt8($0) } ?? AnswerCode.notAnswered },
                    unit: row.unit)
            }
            answers[organization.id] = columns
        }
        return answers
    }

    func settings() throws -> RoundSettings {
        let settings = RoundSettings(
            minimumRespondents: respondents, minimumOrganizations: minimumOrganizations)
        guard let settings else { throw TestFailure("the settings are not valid") }
        return settings
    }

    func results(lanes: Int = 1) throws -> Results {
        try Aggregation.results(
            questionnaire: questionnaire(), roster: roster(), answers: answers(),
            settings: settings(), lanes: lanes)
    }
}
