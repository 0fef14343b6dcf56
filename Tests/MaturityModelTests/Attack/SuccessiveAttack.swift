@testable import MaturityModel

/// Reads several snapshots of a round with one row of figures like a curious reader.
///
/// Unknown are, by organization, what its respondents of the first snapshot gave and what those
/// who came with each later one gave. Every shown cell is the sum of some of them.
struct SuccessiveAttack {
    private let released: [ReleasedResults]
    /// By snapshot and organization.
    private let counts: [[Int]]

    init(_ cases: [PlainCase]) {
        released = cases.compactMap { plain in
            (try? plain.results()).map { DisclosureGate.release($0, audience: .internal) }
        }
        counts = released.map { snapshot in
            snapshot.results.organizations.map { $0.moments[0].n }
        }
    }

    /// Whether somebody came after the first snapshot.
    var isChanged: Bool { counts.first != counts.last }

    /// What stands against publishing each snapshot after those before it.
    var objections: [PublicationObjection] {
        released.indices.dropFirst().flatMap { place in
            released[place].objections(after: Array(released[..<place]))
        }
    }

    private var organizations: Int { counts[0].count }
    private var unknowns: Int { counts.count * organizations }

    /// How many respondents an unknown stands for.
    private func size(_ unknown: Int) -> Int {
        let (snapshot, organization) = unknown.quotientAndRemainder(dividingBy: organizations)
        let before = snapshot == 0 ? 0 : counts[snapshot - 1][organization]
        return counts[snapshot][organization] - before
    }

    /// The sum of what some organizations had given up to a snapshot.
    private func sum(_ members: [Int], _ snapshot: Int) -> [Int] {
        var row = [Int](repeating: 0, count: unknowns)
        for portion in 0...snapshot {
            for member in members where size(portion * organizations + member) > 0 {
                row[portion * organizations + member] = 1
            }
        }
        return row
    }

    private var equations: [[Int]] {
        released.indices.flatMap { snapshot -> [[Int]] in
            let table = released[snapshot].table
            return (0..<table.unitStart).filter {
                released[snapshot].verdict(row: 0, $0) == .shown
            }.map { set in
                sum(
                    table.isAggregate(set) ? table.members[set] : [set - table.organizationStart],
                    snapshot)
            }.filter { $0.contains(1) }
        }
    }

    private func isShown(_ organization: Int, _ snapshot: Int) -> Bool {
        let table = released[snapshot].table
        return released[snapshot].verdict(row: 0, table.organizationStart + organization) == .shown
    }

    /// What can be computed of what is hidden.
    func spoils() -> [String] {
        let reduced = ModularMatrix(equations)
        var spoils: [String] = []
        let few = released[0].results.settings.minimumRespondents
        for row in reduced.reduced() {
            // Differences that come from portions alone.
            let places = row.indices.filter { row[$0] != 0 }
            let n = places.reduce(0) { $0 + size($1) }
            if places.allSatisfy({ $0 >= organizations }), n < few {
                spoils.append("a difference of \(n) respondents")
            }
        }
        let rows = reduced.reduced()
        for insider in [nil] + (0..<organizations).map(Optional.some) {
            var known = rows
            if let insider {
                for snapshot in counts.indices { known.append(sum([insider], snapshot)) }
            }
            let matrix = ModularMatrix(known)
            let rank = matrix.reduced().count
            for snapshot in counts.indices {
                for organization in 0..<organizations
                where organization != insider && counts[snapshot][organization] > 0 {
                    if isKnown(organization, snapshot) { continue }
                    let wanted = sum([organization], snapshot)
                    if ModularMatrix(known + [wanted]).reduced().count == rank {
                        spoils.append("organization \(organization) for \(insider ?? -1)")
                    }
                }
            }
        }
        return spoils
    }

    /// Whether an organization's figure of a snapshot is shown in one of them.
    private func isKnown(_ organization: Int, _ snapshot: Int) -> Bool {
        counts.indices.contains {
            counts[$0][organization] == counts[snapshot][organization]
                && isShown(organization, $0)
        }
    }
}
