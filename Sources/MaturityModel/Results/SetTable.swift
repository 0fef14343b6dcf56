/// Every set of respondents of some results, in the order in which results list them, and how
/// they lie in each other.
struct SetTable: Sendable {
    /// The sets: group, kinds, sectors, parents, organizations, units, each by id.
    let sets: [RespondentSet]
    /// The place of each set in `sets`.
    let index: [RespondentSet: Int]
    /// The organizations of each aggregate; aggregates are the first sets.
    let members: [[Int]]
    /// The set of the first organization; the others follow in the order of the roster.
    let organizationStart: Int
    /// The organization and place of each unit; units are the last sets.
    let units: [(organization: Int, unit: Int)]
    /// Organizations with respondents that name no unit, while others do. Each has a cell after
    /// those of all sets, which only disclosure control knows.
    let rests: [Int]
    /// By kind, by sector, by parent, and last the units of organizations.
    let cuts: [Cut]
    /// Ties are broken by id: the rank of each cell.
    let rank: [Int32]

    var unitStart: Int { organizationStart + organizationCount }
    var organizationCount: Int { sets.count - organizationStart - units.count }
    var cellCount: Int { sets.count + rests.count }

    init(_ results: Results) {
        let groups = Self.aggregates(results.roster)
        let organizations = results.roster.organizations
        members = groups.map(\.members)
        organizationStart = groups.count
        let start = groups.count
        var units: [(organization: Int, unit: Int)] = []
        var rests: [Int] = []
        for (index, figures) in results.organizations.enumerated() {
            units += figures.units.indices.map { (index, $0) }
            if figures.withoutUnit != nil { rests.append(index) }
        }
        self.units = units
        self.rests = rests
        let sets =
            groups.map(\.set) + organizations.map { .organization($0.id) }
            + units.map { unit in
                .unit(
                    organization: organizations[unit.organization].id,
                    id: results.organizations[unit.organization].units[unit.unit].id)
            }
        self.sets = sets
        index = Dictionary(sets.enumerated().map { ($1, $0) }) { first, _ in first }
        let cellCount = sets.count + rests.count
        var cuts = CutMaker.cuts(results.roster, sets, organizationStart: start, cells: cellCount)
        var unitCut = Cut(cells: cellCount)
        let unitStart = start + organizations.count
        for (place, unit) in units.enumerated() {
            unitCut.put(unitStart + place, under: start + unit.organization)
        }
        for (place, organization) in rests.enumerated() {
            unitCut.put(sets.count + place, under: start + organization)
        }
        cuts.append(unitCut)
        self.cuts = cuts
        rank = Self.ranks(sets, cells: cellCount)
    }

    private static func ranks(_ sets: [RespondentSet], cells: Int) -> [Int32] {
        let order = sets.indices.sorted { left, right in
            let (a, b) = (sets[left].id, sets[right].id)
            return a == b ? left < right : TextOrder.precedes(a, b)
        }
        var ranks = [Int32](repeating: Int32(cells), count: cells)
        for (rank, cell) in order.enumerated() { ranks[cell] = Int32(rank) }
        return ranks
    }

    private static func aggregates(_ roster: Roster) -> [(set: RespondentSet, members: [Int])] {
        var kinds: [String: [Int]] = [:]
        var sectors: [String: [Int]] = [:]
        var parents: [String: [Int]] = [:]
        let parentIDs = Set(roster.organizations.compactMap(\.parent))
        for (index, organization) in roster.organizations.enumerated() {
            kinds[organization.kind, default: []].append(index)
            if let sector = organization.sector { sectors[sector, default: []].append(index) }
            var above = parentIDs.contains(organization.id) ? organization.id : organization.parent
            while let id = above {
                parents[id, default: []].append(index)
                above = roster.index(of: id).flatMap { roster.organizations[$0].parent }
            }
        }
        return [(.group, Array(roster.organizations.indices))]
            + sorted(kinds).map { (.kind($0.key), $0.value) }
            + sorted(sectors).map { (.sector($0.key), $0.value) }
            + sorted(parents).map { (.parent($0.key), $0.value) }
    }

    private static func sorted(_ groups: [String: [Int]]) -> [(key: String, value: [Int])] {
        groups.sorted { TextOrder.precedes($0.key, $1.key) }
    }
}
