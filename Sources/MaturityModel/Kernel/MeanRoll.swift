/// Rolls means of items up to nodes, kinds and the group.
struct MeanRoll {
    private let questionnaire: Questionnaire
    private let values: [ItemValues]

    init(_ questionnaire: Questionnaire, _ values: [ItemValues]) {
        self.questionnaire = questionnaire
        self.values = values
    }

    func organizations(_ counts: [UInt32], _ sums: [Double]) -> [Double] {
        let nodes = questionnaire.nodes
        let items = questionnaire.items
        let organizations = items.isEmpty ? 0 : sums.count / items.count
        var means = [Double](repeating: .nan, count: organizations * nodes.count)
        for organization in 0..<organizations {
            let base = organization * nodes.count
            for index in nodes.indices.reversed() {
                var sum = 0.0
                var weight = 0.0
                if nodes[index].isLeaf {
                    for item in nodes[index].items {
                        let place = organization * items.count + item
                        guard let score = values[item].score(counts[place], sums[place]) else {
                            continue
                        }
                        sum += items[item].weight * score
                        weight += items[item].weight
                    }
                }
                for child in nodes[index].children where !means[base + child].isNaN {
                    sum += nodes[child].weight * means[base + child]
                    weight += nodes[child].weight
                }
                if weight > 0 { means[base + index] = sum / weight }
            }
        }
        return means
    }

    /// Means of the organizations of each group, laid out like theirs.
    func groups(_ organizations: [Double], _ group: [Int]) -> [Double] {
        let nodes = questionnaire.nodes.count
        let count = (group.max() ?? 0) + 1
        var sums = [Double](repeating: 0, count: count * nodes)
        var members = sums
        for (organization, group) in group.enumerated() {
            for node in 0..<nodes {
                let mean = organizations[organization * nodes + node]
                guard mean == mean else { continue }
                sums[group * nodes + node] += mean
                members[group * nodes + node] += 1
            }
        }
        return zip(sums, members).map { $1 > 0 ? $0 / $1 : .nan }
    }
}
