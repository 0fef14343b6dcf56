/// Reads a questionnaire from a document and reports every fault in it, not only the first.
///
/// The reader is strict: a member it does not know is a fault, because a misspelled
/// `minimumValidShare` must not silently mean its default.
public struct QuestionnaireReader {
    var faults: [QuestionnaireFault] = []
    var languages: [String] = []
    var scales: [String: [AnswerOption]] = [:]
    var faultyScales: Set<String> = []
    var identifiers: Set<String> = []
    var nodes: [MaturityNode] = []
    var items: [Item] = []
    var itemIndex: [String: Int] = [:]
    var faultyItems: Set<String> = []
    var itemCount = 0
    var nodeCount = 0

    /// The questionnaire, or everything that is wrong with the document.
    public static func read(
        _ document: DocumentNode
    ) -> Result<Questionnaire, QuestionnaireFaults> {
        var reader = QuestionnaireReader()
        let questionnaire = reader.questionnaire(Place(document, ""))
        if let questionnaire, reader.faults.isEmpty { return .success(questionnaire) }
        return .failure(QuestionnaireFaults(faults: reader.sortedFaults()))
    }

    /// The faults in the order of the file, when their places are known.
    private func sortedFaults() -> [QuestionnaireFault] {
        let places = faults.compactMap(\.position)
        guard places.count == faults.count else { return faults }
        let order = faults.indices.sorted { left, right in
            let (a, b) = (places[left], places[right])
            return (a.line, a.column, left) < (b.line, b.column, right)
        }
        return order.map { faults[$0] }
    }

    private mutating func questionnaire(_ place: Place) -> Questionnaire? {
        guard
            let members = members(
                of: place,
                known: [
                    "format", "id", "version", "languages", "title", "levels", "scales",
                    "specialPolicy", "typeCutoffs", "types", "background", "tree",
                ])
        else { return nil }
        format(members)
        let id = identifier(members, "id") ?? ""
        let version = text(members, "version") ?? ""
        languages = languageCodes(members)
        let title = localized(members, "title", required: true)
        let scaleList = self.scaleList(members)
        let policy = specialPolicy(members)
        let cutoffs = typeCutoffs(members)
        let types = typeDescriptions(members)
        let background = backgroundQuestions(members)
        if let tree = required(members, "tree") { node(tree, parent: nil, level: 0) }
        let levels = levelNames(members)
        guard faults.isEmpty, let title else { return nil }
        return Questionnaire(
            id: id, version: version, languages: languages, title: title, levels: levels,
            scales: scaleList, specialPolicy: policy, typeCutoffs: cutoffs, types: types,
            background: background, nodes: nodes, items: items)
    }

    private mutating func format(_ members: Members) {
        guard let format = text(members, "format"), format != Questionnaire.format,
            let place = members["format"]
        else { return }
        report(
            .unknownFormat, place, "the format is `\(format)`",
            "this program reads `\(Questionnaire.format)`")
    }

    private mutating func languageCodes(_ members: Members) -> [String] {
        guard let place = required(members, "languages"), let list = list(place) else { return [] }
        var codes: [String] = []
        for entry in list {
            guard let code = identifier(entry) else { continue }
            if codes.contains(code) {
                report(.duplicateIdentifier, entry, "`\(code)` is named twice", "name it once")
            } else {
                codes.append(code)
            }
        }
        checkCount(list.count, 1...QuestionnaireLimits.languagesMaximum, "languages", place)
        return codes
    }

    private mutating func levelNames(_ members: Members) -> [LocalizedText] {
        guard let place = members["levels"], let list = list(place) else { return [] }
        let names = list.compactMap { localized($0) }
        let depth = (nodes.map(\.level).max() ?? 0) + 1
        if !nodes.isEmpty, !list.isEmpty, list.count != depth, list.count != depth + 1 {
            report(
                .levelNames, place, "\(list.count) levels are named but the tree has \(depth)",
                "name each level of nodes, and after them the items' level if you like")
        }
        return names
    }
}
