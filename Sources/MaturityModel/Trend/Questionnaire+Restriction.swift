extension Questionnaire {
    /// The questionnaire with some of its items only (indices in order) and without the nodes
    /// that this leaves empty; nil when nothing is left.
    ///
    /// No item has a condition any more: answers that were not relevant say so themselves.
    func restricted(to kept: [Int]) -> Questionnaire? {
        guard !kept.isEmpty else { return nil }
        var numbers: [Int: Int] = [:]
        var nodes: [MaturityNode] = []
        for (index, node) in self.nodes.enumerated() {
            let items = kept.indices.filter { node.items.contains(kept[$0]) }
            guard let first = items.first, let last = items.last else { continue }
            let parent = node.parent.flatMap { numbers[$0] }
            numbers[index] = nodes.count
            if let parent { nodes[parent].children.append(nodes.count) }
            nodes.append(
                MaturityNode(
                    id: node.id, title: node.title, description: node.description,
                    weight: node.weight, combine: node.combine,
                    minimumValidShare: node.minimumValidShare, parent: parent, level: node.level,
                    children: [], items: first..<(last + 1)))
        }
        let remaining = kept.map { index in
            let item = items[index]
            return Item(
                id: item.id, text: item.text, help: item.help, scale: item.scale,
                options: item.options, weight: item.weight, reverse: item.reverse,
                tags: item.tags, required: item.required, relevantWhen: nil,
                meaningVersion: item.meaningVersion, node: numbers[item.node] ?? 0)
        }
        return Questionnaire(
            id: id, version: version, languages: languages, title: title, levels: levels,
            scales: scales, specialPolicy: specialPolicy, typeCutoffs: typeCutoffs, types: types,
            background: background, nodes: nodes, items: remaining)
    }
}
