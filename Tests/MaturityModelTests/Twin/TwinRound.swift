/// A round worked out by the naive twin: the scores of every respondent, row by row of figures.
struct TwinRound {
    struct Respondent {
        let organization: String
        let unit: String?
        let answers: [Int?]
        let relevant: [Bool]
        /// By node in tree order.
        let nodes: [Double?]
    }

    let plain: PlainCase
    let scoring: TwinScoring
    let respondents: [Respondent]
    /// Sets in the order of the export.
    let sets: [String]
    let members: [String: [String]]
    private let people: [String: [Int]]

    init(_ plain: PlainCase) {
        self.plain = plain
        let scoring = TwinScoring(plain: plain)
        self.scoring = scoring
        let respondents = plain.organizations.flatMap { organization in
            organization.rows.map { row -> Respondent in
                let (answers, relevant) = scoring.effective(row.answers)
                return Respondent(
                    organization: organization.id, unit: row.unit, answers: answers,
                    relevant: relevant,
                    nodes: plain.root.all.map { scoring.node($0, answers, relevant).score })
            }
        }
        self.respondents = respondents
        people = Self.people(respondents)
        let members = Self.members(plain)
        self.members = members
        let ids = plain.organizations.map(\.id).sorted()
        var units: [String] = []
        for id in ids {
            let mine = respondents.filter { $0.organization == id }
            units += Set(mine.compactMap(\.unit)).sorted().map { "unit:\(id)/\($0)" }
        }
        let aggregates = ["kind:", "sector:", "parent:"].flatMap { prefix in
            members.keys.filter { $0.hasPrefix(prefix) }.sorted()
        }
        sets = ["group"] + aggregates + ids.map { "organization:\($0)" } + units
    }

    private static func members(_ plain: PlainCase) -> [String: [String]] {
        var members: [String: [String]] = [:]
        for organization in plain.organizations.sorted(by: { $0.id < $1.id }) {
            let name = "organization:\(organization.id)"
            members["group", default: []].append(name)
            members["kind:\(organization.kind)", default: []].append(name)
            if let sector = organization.sector {
                members["sector:\(sector)", default: []].append(name)
            }
            var above = plain.isParent(organization.id) ? organization.id : organization.parent
            while let id = above {
                members["parent:\(id)", default: []].append(name)
                above = plain.organizations.first { $0.id == id }?.parent
            }
        }
        return members
    }

    func organization(_ set: String) -> PlainCase.Organization? {
        plain.organizations.first { "organization:\($0.id)" == set }
    }

    /// The respondents of a set.
    func respondents(of set: String) -> [Respondent] {
        if let members = members[set] {
            return members.flatMap { respondents(of: $0) }
        }
        return (people[set] ?? []).map { respondents[$0] }
    }

    /// The respondents of each organization, of each unit, and without a unit.
    private static func people(_ respondents: [Respondent]) -> [String: [Int]] {
        var people: [String: [Int]] = [:]
        for (index, respondent) in respondents.enumerated() {
            let id = respondent.organization
            people["organization:\(id)", default: []].append(index)
            let unit = respondent.unit.map { "unit:\(id)/\($0)" } ?? "rest:\(id)"
            people[unit, default: []].append(index)
        }
        return people
    }

    /// A respondent's mean over the scored items with a tag.
    func tagScore(_ tag: String, _ respondent: Respondent) -> Double? {
        let scores = plain.items.indices.filter { plain.items[$0].tags.contains(tag) }
            .compactMap { scoring.item($0, respondent.answers, respondent.relevant).score }
        return TwinStatistics.mean(scores)
    }

    /// The verdicts for one row of figures, given whether a respondent counts in it and whether
    /// one answered at all.
    func hidden(
        _ counts: (Respondent) -> Bool, answered: ((Respondent) -> Bool)? = nil
    ) -> [String: String] {
        func n(_ set: String) -> Int { respondents(of: set).filter(counts).count }
        func answers(_ set: String) -> Int {
            respondents(of: set).filter { answered?($0) ?? counts($0) }.count
        }
        var entries = sets.map { set in
            TwinGate.Entry(
                name: set,
                id: set == "group"
                    ? "" : String(set.split(separator: ":")[1].split(separator: "/").last ?? ""),
                n: n(set), answers: answers(set),
                contributors: members[set].map { $0.filter { n($0) > 0 }.count })
        }
        var trees = [kindTree(), sectorTree(), parentTree()].compactMap { $0 }
        var unitTree: [String: String] = [:]
        for set in sets where set.hasPrefix("unit:") {
            let organization = set.dropFirst(5).split(separator: "/")[0]
            unitTree[set] = "organization:\(organization)"
            unitTree["rest:\(organization)"] = "organization:\(organization)"
        }
        for rest in unitTree.keys.filter({ $0.hasPrefix("rest:") }).sorted() {
            entries.append(
                TwinGate.Entry(
                    name: rest, id: "", n: n(rest), answers: answers(rest), contributors: nil))
        }
        trees.append(unitTree)
        var gate = TwinGate(
            entries: entries, trees: trees, members: members,
            minimums: (plain.respondents, plain.minimumOrganizations))
        gate.run()
        return gate.hidden
    }

    private func kindTree() -> [String: String]? {
        tree { "kind:\($0.kind)" }
    }

    private func sectorTree() -> [String: String]? {
        guard plain.organizations.contains(where: { $0.sector != nil }) else { return nil }
        return tree { organization in organization.sector.map { "sector:\($0)" } }
    }

    private func parentTree() -> [String: String]? {
        guard plain.organizations.contains(where: { $0.parent != nil }) else { return nil }
        var tree = tree { organization in
            plain.isParent(organization.id)
                ? "parent:\(organization.id)" : organization.parent.map { "parent:\($0)" }
        }
        for organization in plain.organizations where plain.isParent(organization.id) {
            tree["parent:\(organization.id)"] =
                organization.parent.map { "parent:\($0)" } ?? "group"
        }
        return tree
    }

    private func tree(_ above: (PlainCase.Organization) -> String?) -> [String: String] {
        var tree: [String: String] = [:]
        for organization in plain.organizations {
            let set = above(organization)
            tree["organization:\(organization.id)"] = set ?? "group"
            if let set { tree[set] = "group" }
        }
        return tree
    }
}

extension PlainCase {
    func isParent(_ id: String) -> Bool { organizations.contains { $0.parent == id } }
}
