import MaturityModel

extension Interview {
    /// The headings above an item, from the dimension down; empty for a background question.
    func heading(of question: Question, language: String) -> String {
        guard case .item(let index) = question else { return "" }
        let nodes = questionnaire.nodes
        var titles: [String] = []
        var next: Int? = questionnaire.items[index].node
        while let place = next, nodes[place].parent != nil {
            titles.insert(nodes[place].title.text(in: language), at: 0)
            next = nodes[place].parent
        }
        return titles.joined(separator: " › ")
    }
}
