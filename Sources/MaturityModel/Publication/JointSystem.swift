/// Equations over hidden figures that several snapshots give together.
///
/// An unknown is a part (an organization or unit) in one version of its figures: as long as
/// nothing changed it is the same in every snapshot. Each shown holder is one equation, the sum
/// of its unknowns. What the equations leave open is their kernel; an unknown is determined when
/// it is 0 in all of it, and determined for the people of another part when it follows from
/// their unknowns in all of it. Random vectors of the kernel show both, as in `CrossCutAudit`.
struct JointSystem {
    /// What is determined.
    struct Findings: Equatable {
        /// Parts whose figure is, alone or for the people of one other part.
        var revealed: [Int] = []
        /// Parts of which it is what fewer respondents than the minimum added.
        var smallChanges: [Int] = []
    }

    /// By snapshot and part: the snapshot in which the part's figures first were the same.
    private let versions: [[Int]]
    /// By snapshot and part: respondents.
    private let sizes: [[Int]]
    /// By snapshot and part: whether anybody answered.
    private let isPresent: [[Bool]]
    /// By version and part.
    private var isKnown: [[Bool]]
    /// By version and part.
    private var equationsOf: [[[Int]]]
    private var equationCount = 0

    init(versions: [[Int]], sizes: [[Int]], isPresent: [[Bool]]) {
        self.versions = versions
        self.sizes = sizes
        self.isPresent = isPresent
        isKnown = versions.map { $0.map { _ in false } }
        equationsOf = versions.map { $0.map { _ in [] } }
    }

    /// Says that a part's figures in a version are shown.
    mutating func addKnown(_ part: Int, version: Int) {
        isKnown[version][part] = true
    }

    /// Adds the sum of parts as it is in a snapshot, after everything known has been added.
    mutating func addEquation(_ parts: [Int], snapshot: Int) {
        var isEmpty = true
        for part in parts where isPresent[snapshot][part] {
            let version = versions[snapshot][part]
            guard !isKnown[version][part] else { continue }
            equationsOf[version][part].append(equationCount)
            isEmpty = false
        }
        if !isEmpty { equationCount += 1 }
    }

    /// What the equations determine.
    func findings(minimum: Int) -> Findings {
        let table = JointTable(equationsOf)
        let changes = changes(table, minimum: minimum)
        guard !changes.isEmpty || table.columns.contains(where: { $0.part != nil }) else {
            return Findings()
        }
        let count = max(versions.count, min(changes.count, minimum)) + 1
        let kernel = KernelVectors(
            table.columns.map(\.equations), equations: equationCount, count: count)
        return Findings(
            revealed: revealed(table, kernel), smallChanges: small(changes, kernel, minimum))
    }

    private func revealed(_ table: JointTable, _ kernel: KernelVectors) -> [Int] {
        var own: [Int: [Int]] = [:]
        for (index, column) in table.columns.enumerated() {
            if let part = column.part { own[part, default: []].append(index) }
        }
        let spans = own.mapValues { indices in
            ModularSpan(indices.map { kernel.coordinates(of: $0) })
        }
        var revealed = Set<Int>()
        for (index, column) in table.columns.enumerated() {
            guard let part = column.part, !revealed.contains(part) else { continue }
            let coordinates = kernel.coordinates(of: index)
            let isDetermined =
                coordinates.allSatisfy { $0 == 0 }
                || spans.contains { $0.key != part && $0.value.contains(coordinates) }
            if isDetermined { revealed.insert(part) }
        }
        return revealed.sorted()
    }

    /// What a class of parts that no equation tells apart gained between two versions.
    private struct Change {
        let parts: [Int]
        /// Respondents; one at least, because a revised answer does not show in the number.
        let size: Int
        let before: [Int]
        let after: [Int]
    }

    /// The changes by fewer respondents than the minimum, between snapshots that follow each
    /// other.
    private func changes(_ table: JointTable, minimum: Int) -> [Change] {
        table.classes.flatMap { parts in
            versions.indices.dropFirst().compactMap { snapshot -> Change? in
                guard versions[snapshot][parts[0]] == snapshot,
                    let before = columns(table, parts, snapshot - 1),
                    let after = columns(table, parts, snapshot)
                else { return nil }
                let size = parts.reduce(0) { sum, part in
                    sum + max(1, abs(sizes[snapshot][part] - sizes[snapshot - 1][part]))
                }
                guard size < minimum else { return nil }
                return Change(parts: parts, size: size, before: before, after: after)
            }
        }
    }

    /// The columns of parts in a snapshot; none where they are known, nil where they are in no
    /// equation at all.
    private func columns(_ table: JointTable, _ parts: [Int], _ snapshot: Int) -> [Int]? {
        let version = versions[snapshot][parts[0]]
        guard isPresent[snapshot][parts[0]], !isKnown[version][parts[0]] else { return [] }
        return table.columns(of: parts[0], version: version)
    }

    /// The parts of changes that, few enough together, are determined.
    private func small(
        _ changes: [Change], _ kernel: KernelVectors, _ minimum: Int
    ) -> [Int] {
        let coordinates = changes.map { change in
            kernel.sum(of: change.after, less: change.before)
        }
        var search = DependencySearch(
            coordinates, sizes: changes.map(\.size), sizeBelow: minimum)
        return Set(search.found().flatMap { changes[$0].parts }).sorted()
    }
}
