extension QuestionnaireReader {
    private static let nodeMembers = [
        "id", "title", "description", "weight", "combine", "minimumValidShare", "children",
        "items",
    ]
    private static let itemMembers = [
        "id", "text", "help", "scale", "options", "weight", "reverse", "tags", "required",
        "relevantWhen", "meaningVersion",
    ]
    private static var weights: ClosedRange<Double> {
        1 / QuestionnaireLimits.weightMaximum...QuestionnaireLimits.weightMaximum
    }

    /// Reads a node and everything below it into `nodes` and `items`.
    mutating func node(_ place: Place, parent: Int?, level: Int) {
        nodeCount += 1
        if nodeCount == QuestionnaireLimits.nodesMaximum + 1 {
            report(
                .limitExceeded, place, "there are too many nodes",
                "have at most \(QuestionnaireLimits.nodesMaximum)")
        }
        guard nodeCount <= QuestionnaireLimits.nodesMaximum,
            let members = members(of: place, known: Self.nodeMembers)
        else { return }
        guard level < QuestionnaireLimits.depthMaximum else {
            report(
                .limitExceeded, place, "the tree is too deep",
                "have at most \(QuestionnaireLimits.depthMaximum) levels of nodes")
            return
        }
        let index = nodes.count
        nodes.append(head(members, parent: parent, level: level))
        if let parent { nodes[parent].children.append(index) }
        parts(members, of: index)
        nodes[index].items = nodes[index].items.lowerBound..<items.count
    }

    private mutating func head(_ members: Members, parent: Int?, level: Int) -> MaturityNode {
        let id = uniqueIdentifier(members) ?? ""
        let title = localized(members, "title", required: true) ?? LocalizedText([:])
        let description = localized(members, "description", required: false)
        let combine: Combination? = members["combine"].flatMap {
            word($0, among: [.mean, .geometric, .minimum])
        }
        return MaturityNode(
            id: id, title: title, description: description,
            weight: number(members, "weight", in: Self.weights, default: 1),
            combine: combine ?? .mean,
            minimumValidShare: number(
                members, "minimumValidShare", in: 0...1, default: level == 0 ? 1 : 0.5),
            parent: parent, level: level, children: [], items: items.count..<items.count)
    }

    private mutating func parts(_ members: Members, of index: Int) {
        switch (members["children"], members["items"]) {
        case (let children?, nil):
            guard let entries = list(children) else { return }
            if entries.isEmpty { report(.outOfRange, children, "the list is empty", "fill it") }
            for entry in entries { node(entry, parent: index, level: nodes[index].level + 1) }
        case (nil, let list?):
            guard let entries = self.list(list) else { return }
            if entries.isEmpty { report(.outOfRange, list, "the list is empty", "fill it") }
            for entry in entries { item(entry, of: index) }
        default:
            report(
                .bothOrNeither, members.place, "a node has exactly one of `children` and `items`",
                "add the one that is meant, or remove the other")
        }
    }

    private mutating func item(_ place: Place, of node: Int) {
        itemCount += 1
        if itemCount == QuestionnaireLimits.itemsMaximum + 1 {
            report(
                .limitExceeded, place, "there are too many items",
                "have at most \(QuestionnaireLimits.itemsMaximum)")
        }
        guard itemCount <= QuestionnaireLimits.itemsMaximum,
            let members = members(of: place, known: Self.itemMembers)
        else { return }
        let id = uniqueIdentifier(members)
        if let id { checkColumnName(id, members) }
        let text = localized(members, "text", required: true)
        let options = itemOptions(members)
        let relevance = members["relevantWhen"].flatMap { condition($0, depth: 1) }
        let read = Item(
            id: id ?? "", text: text ?? LocalizedText([:]),
            help: localized(members, "help", required: false),
            scale: members["scale"]?.node.asText, options: options ?? [],
            weight: number(members, "weight", in: Self.weights, default: 1),
            reverse: flag(members, "reverse"), tags: tags(members),
            required: flag(members, "required"), relevantWhen: relevance,
            meaningVersion: meaningVersion(members), node: node)
        guard let id else { return }
        if options == nil { faultyItems.insert(id) }
        itemIndex[id] = items.count
        items.append(read)
    }

    private mutating func itemOptions(_ members: Members) -> [AnswerOption]? {
        switch (members["scale"], members["options"]) {
        case (let scale?, nil):
            guard let name = identifier(scale) else { return nil }
            if let options = scales[name] { return options }
            guard !faultyScales.contains(name) else { return nil }
            report(
                .unknownScale, scale, "no scale is called `\(name)`",
                "define it under `scales`, or correct the name")
            return nil
        case (nil, let list?): return options(list)
        default:
            report(
                .bothOrNeither, members.place, "an item has exactly one of `scale` and `options`",
                "add the one that is meant, or remove the other")
            return nil
        }
    }

    private mutating func tags(_ members: Members) -> [String] {
        guard let place = members["tags"], let entries = list(place) else { return [] }
        checkCount(entries.count, 0...QuestionnaireLimits.tagsMaximum, "tags", place)
        var tags: [String] = []
        for entry in entries {
            guard let tag = identifier(entry) else { continue }
            if tags.contains(tag) {
                report(.duplicateIdentifier, entry, "`\(tag)` is named twice", "name it once")
            } else {
                tags.append(tag)
            }
        }
        return tags
    }

    private mutating func meaningVersion(_ members: Members) -> Int {
        let maximum = QuestionnaireLimits.meaningVersionMaximum
        let version = number(members, "meaningVersion", in: 1...Double(maximum), default: 1)
        if let place = members["meaningVersion"], version != version.rounded() {
            report(.outOfRange, place, "it is no whole number", "write 1, 2, 3 and so on")
        }
        return Int(version)
    }
}
