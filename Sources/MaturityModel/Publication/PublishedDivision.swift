/// One row of figures as several snapshots show it: cells that hold parts, and the parts.
struct PublishedDivision {
    /// The parts of each holder.
    let holders: [[Int]]
    /// By snapshot and part.
    let parts: [[PublishedPart]]
    /// By snapshot and holder.
    let holdersShown: [[Bool]]
    /// By snapshot and part.
    let partsShown: [[Bool]]

    /// The cells shown both in an earlier snapshot and in the last one whose change comes from
    /// too few respondents.
    func smallChanges(since earlier: Int, minimum: Int) -> (holders: [Int], parts: [Int]) {
        let pairs = Array(zip(parts[earlier], parts[parts.count - 1]))
        let growth = pairs.map { $1.n - $0.n }
        let isChanged = pairs.map { !$0.isSame(as: $1) }
        func isSmall(_ parts: [Int]) -> Bool {
            parts.contains { isChanged[$0] }
                && abs(parts.reduce(0) { $0 + growth[$1] }) < minimum
        }
        func isShown(_ shown: [[Bool]], _ place: Int) -> Bool {
            shown[earlier][place] && shown[shown.count - 1][place]
        }
        return (
            holders.indices.filter { isShown(holdersShown, $0) && isSmall(holders[$0]) },
            pairs.indices.filter { isShown(partsShown, $0) && isSmall([$0]) }
        )
    }

    /// What all snapshots together determine of hidden parts.
    func findings(minimum: Int) -> JointSystem.Findings {
        let versions = versions()
        var system = JointSystem(
            versions: versions, sizes: parts.map { $0.map(\.n) },
            isPresent: parts.map { $0.map { $0.answers > 0 } })
        for snapshot in parts.indices {
            for part in parts[snapshot].indices where partsShown[snapshot][part] {
                system.addKnown(part, version: versions[snapshot][part])
            }
        }
        for snapshot in parts.indices {
            for holder in holders.indices where holdersShown[snapshot][holder] {
                system.addEquation(holders[holder], snapshot: snapshot)
            }
        }
        return system.findings(minimum: minimum)
    }

    /// By snapshot and part: the first snapshot in which the part's figures were the same.
    private func versions() -> [[Int]] {
        var versions: [[Int]] = []
        for snapshot in parts.indices {
            versions.append(
                parts[snapshot].indices.map { part in
                    (0..<snapshot).first {
                        versions[$0][part] == $0
                            && parts[$0][part].isSame(as: parts[snapshot][part])
                    } ?? snapshot
                })
        }
        return versions
    }
}
