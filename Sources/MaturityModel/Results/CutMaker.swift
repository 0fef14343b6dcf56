/// Builds the cuts of a roster: group → kinds → organizations, and the same by sector and by
/// the roster's own tree.
enum CutMaker {
    static func cuts(
        _ roster: Roster, _ sets: [RespondentSet], organizationStart start: Int, cells: Int
    ) -> [Cut] {
        var index: [RespondentSet: Int] = [:]
        for place in 0..<start { index[sets[place]] = place }
        let organizations = roster.organizations
        var cuts = [
            cut(organizations.map { .kind($0.kind) }, index, start, cells)
        ]
        if organizations.contains(where: { $0.sector != nil }) {
            cuts.append(
                cut(organizations.map { $0.sector.map { .sector($0) } }, index, start, cells))
        }
        if organizations.contains(where: { $0.parent != nil }) {
            var byParent = cut(
                organizations.map { organization in
                    let own = RespondentSet.parent(organization.id)
                    return index[own] != nil ? own : organization.parent.map { .parent($0) }
                }, index, start, cells)
            for organization in organizations {
                guard let own = index[.parent(organization.id)] else { continue }
                let above = organization.parent.flatMap { index[.parent($0)] }
                // The cell may be under the group already, which is put right here.
                byParent.move(own, under: above ?? 0)
            }
            cuts.append(byParent)
        }
        return cuts
    }

    private static func cut(
        _ setOfOrganization: [RespondentSet?], _ index: [RespondentSet: Int], _ start: Int,
        _ cells: Int
    ) -> Cut {
        var cut = Cut(cells: cells)
        for (organization, set) in setOfOrganization.enumerated() {
            let above = set.flatMap { index[$0] } ?? 0
            if above != 0, cut.above[above] < 0 { cut.put(above, under: 0) }
            cut.put(start + organization, under: above)
        }
        return cut
    }
}
