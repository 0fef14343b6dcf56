import MaturityModel

/// One page of the form: the questions about the respondent, or those of one category.
struct FormPart: Hashable, Sendable {
    /// Questions under one heading.
    struct Group: Hashable, Sendable {
        /// The index of the node they belong to; nil for background questions.
        let node: Int?
        /// The questions in the order of the form.
        let questions: [Interview.Question]
    }

    /// The part's id: that of its node, or `background`.
    let id: String
    /// The index of its node; nil for background questions.
    let node: Int?
    /// The questions by heading.
    let groups: [Group]

    /// The id of the part that holds the background questions.
    static let backgroundID = "background"

    /// All questions in the order of the form.
    var questions: [Interview.Question] { groups.flatMap(\.questions) }

    /// The parts of a questionnaire in the order of the form.
    ///
    /// - Parameter asksUnit: whether the unit is asked for, which needs a part even when there
    ///   are no background questions.
    static func parts(of questionnaire: Questionnaire, asksUnit: Bool) -> [FormPart] {
        var parts: [FormPart] = []
        let background = questionnaire.background.indices.map { Interview.Question.background($0) }
        if asksUnit || !background.isEmpty {
            parts.append(
                FormPart(
                    id: backgroundID, node: nil, groups: [Group(node: nil, questions: background)]))
        }
        var open: (category: Int, groups: [Group])?
        for index in questionnaire.items.indices {
            let leaf = questionnaire.items[index].node
            let category = category(above: leaf, in: questionnaire)
            if let done = open, done.category != category {
                parts.append(part(done, questionnaire))
                open = nil
            }
            var groups = open?.groups ?? []
            if let last = groups.last, last.node == leaf {
                groups[groups.count - 1] = Group(
                    node: leaf, questions: last.questions + [.item(index)])
            } else {
                groups.append(Group(node: leaf, questions: [.item(index)]))
            }
            open = (category, groups)
        }
        if let open { parts.append(part(open, questionnaire)) }
        return parts
    }

    private static func part(
        _ open: (category: Int, groups: [Group]), _ questionnaire: Questionnaire
    ) -> FormPart {
        FormPart(
            id: questionnaire.nodes[open.category].id, node: open.category, groups: open.groups)
    }

    /// The node two steps below the root on the way to a leaf, or the leaf when it is higher.
    private static func category(above leaf: Int, in questionnaire: Questionnaire) -> Int {
        var node = leaf
        while questionnaire.nodes[node].level > 2, let parent = questionnaire.nodes[node].parent {
            node = parent
        }
        return node
    }
}
