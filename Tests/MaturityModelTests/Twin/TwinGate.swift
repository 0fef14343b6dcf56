/// Disclosure control in the plainest words: everything is worked out anew at every step.
struct TwinGate {
    /// A set's name with its respondents; for aggregates also its contributing organizations.
    struct Entry {
        let name: String
        let id: String
        let n: Int
        /// Those who answered at all.
        let answers: Int
        let contributors: Int?
    }

    /// In the order of the export; cells for respondents without a unit come after them.
    let entries: [Entry]
    /// Per cut: the name of the cell above each cell.
    let trees: [[String: String]]
    /// Organizations of each aggregate.
    let members: [String: [String]]
    let respondents: Int
    let organizations: Int
    private(set) var hidden: [String: String] = [:]
    private var place: [String: Int] = [:]

    init(
        entries: [Entry], trees: [[String: String]], members: [String: [String]],
        minimums: (respondents: Int, organizations: Int)
    ) {
        self.entries = entries
        self.trees = trees
        self.members = members
        respondents = minimums.respondents
        organizations = minimums.organizations
        for (index, entry) in entries.enumerated() { place[entry.name] = index }
    }

    private func entry(_ name: String) -> Entry { entries[place[name] ?? 0] }

    mutating func run() {
        for entry in entries where entry.answers > 0 && !entry.name.hasPrefix("rest:") {
            if entry.n < respondents {
                hidden[entry.name] = "too-few-respondents"
            } else if let contributors = entry.contributors, contributors < organizations {
                hidden[entry.name] = "too-few-organizations"
            }
        }
        hideUnits()
        hideRests()
        repeat {
            while let (cell, tree) = largestFailing() {
                hide(smallestBelow(cell, tree) ?? cell)
            }
        } while audit()
    }

    private mutating func hide(_ name: String) {
        hidden[name] = "complementary"
        hideUnits()
    }

    private mutating func hideUnits() {
        for (unit, organization) in trees[trees.count - 1] where hidden[organization] != nil {
            guard !unit.hasPrefix("rest:"), entry(unit).answers > 0 else { continue }
            if hidden[unit] == nil { hidden[unit] = "complementary" }
        }
    }

    /// The cells from one up to the top of a cut, itself left out.
    private func above(_ name: String, _ tree: Int) -> [String] {
        var names: [String] = []
        var next = trees[tree][name]
        while let name = next {
            names.append(name)
            next = trees[tree][name]
        }
        return names
    }

    private func isLeaf(_ name: String, _ tree: Int) -> Bool {
        !trees[tree].values.contains(name)
    }

    /// Hidden leaves below a cell with nothing shown between them and it.
    private func residue(_ cell: String, _ tree: Int) -> [String] {
        trees[tree].keys.filter { leaf in
            guard isLeaf(leaf, tree), hidden[leaf] != nil else { return false }
            return above(leaf, tree).first { hidden[$0] == nil } == cell
        }
    }

    private func largestFailing() -> (cell: String, tree: Int)? {
        var worst: (cell: String, tree: Int)?
        for tree in trees.indices {
            for cell in entries.map(\.name) where trees[tree].values.contains(cell) {
                guard hidden[cell] == nil else { continue }
                let rest = residue(cell, tree)
                let n = rest.map { entry($0).n }.reduce(0, +)
                if rest.isEmpty || (n >= respondents && rest.count >= organizations) { continue }
                if let found = worst, entry(found.cell).n >= entry(cell).n { continue }
                worst = (cell, tree)
            }
        }
        return worst
    }

    /// A few respondents without a unit beside units that are all shown count as a hidden unit.
    private mutating func hideRests() {
        let units = trees[trees.count - 1]
        for (name, organization) in units where name.hasPrefix("rest:") {
            let siblings = units.keys.filter { units[$0] == organization && $0 != name }
            let few = entry(name).answers > 0 && entry(name).n < respondents
            guard few, siblings.allSatisfy({ hidden[$0] == nil }) else { continue }
            if entry(name).n > 0 {
                hidden[name] = "too-few-respondents"
            } else if let least = siblings.filter({ entry($0).n > 0 }).min(by: precedes) {
                hidden[least] = "complementary"
            }
        }
    }

    private func smallestBelow(_ cell: String, _ tree: Int) -> String? {
        trees[tree].keys.filter { name in
            !name.hasPrefix("rest:") && hidden[name] == nil && entry(name).n > 0
                && above(name, tree).first { hidden[$0] == nil } == cell
        }.min { precedes($0, $1) }
    }

    private func precedes(_ left: String, _ right: String) -> Bool {
        let a = entry(left)
        let b = entry(right)
        if a.n != b.n { return a.n < b.n }
        if a.id != b.id { return a.id < b.id }
        return (place[left] ?? 0) < (place[right] ?? 0)
    }

    /// Hides one aggregate if a hidden organization is determined; says whether it did.
    private mutating func audit() -> Bool {
        let unknown = entries.map(\.name).filter {
            $0.hasPrefix("organization:") && hidden[$0] != nil
        }
        let shown = entries.map(\.name).filter { members[$0] != nil && hidden[$0] == nil }
        let equations = shown.filter { entry($0).n > 0 }.map { aggregate in
            unknown.map { (members[aggregate] ?? []).contains($0) ? 1 : 0 }
        }
        let first = unknown.indices.first {
            TwinAlgebra.determines($0, equations, count: unknown.count)
        }
        guard let first else { return false }
        let below = shown.filter { $0 != "group" }
        var choice = below.filter { (members[$0] ?? []).contains(unknown[first]) }
        if choice.isEmpty {
            choice = below.filter { (members[$0] ?? []).contains { hidden[$0] != nil } }
        }
        guard let smallest = choice.min(by: { precedes($0, $1) }) else { return false }
        hide(smallest)
        return true
    }
}
