/// Compares published snapshots of one round row by row; see `objections(after:)`.
struct PublicationCheck {
    /// In the order of publication, the one to be published last.
    private let snapshots: [ReleasedResults]
    private let later: ReleasedResults
    private var found: [PublicationObjection] = []

    init(_ snapshots: [ReleasedResults]) {
        self.snapshots = snapshots
        later = snapshots[snapshots.count - 1]
    }

    func objections() -> [PublicationObjection] {
        var check = self
        for (row, name) in later.rowNames.enumerated() { check.compare(row, name) }
        var seen = Set<PublicationObjection>()
        return check.found.filter { seen.insert($0).inserted }
    }

    private mutating func compare(_ row: Int, _ name: String) {
        let table = later.table
        let organizations = table.organizationStart..<table.unitStart
        let parts = snapshots.map { snapshot in
            snapshot.results.organizations.map {
                snapshot.part(row, moments: $0.moments, counts: $0.counts)
            }
        }
        let aggregates = 0..<table.organizationStart
        compare(
            PublishedDivision(
                holders: aggregates.map { table.members[$0] }, parts: parts,
                holdersShown: snapshots.map { snapshot in
                    aggregates.map { snapshot.verdict(row: row, $0) == .shown }
                },
                partsShown: snapshots.map { snapshot in
                    organizations.map { snapshot.verdict(row: row, $0) == .shown }
                }),
            name, holderSets: aggregates.map { table.sets[$0] },
            partSets: organizations.map { table.sets[$0] })
        for organization in later.roster.organizations.indices {
            compareUnits(of: organization, row, name)
        }
    }

    private mutating func compareUnits(of organization: Int, _ row: Int, _ name: String) {
        let sources = snapshots.map { $0.results.organizations[organization] }
        guard sources.contains(where: { !$0.units.isEmpty }) else { return }
        let id = later.roster.organizations[organization].id
        let units = Set(sources.flatMap { $0.units.map(\.id) }).sorted(by: TextOrder.precedes)
        let cell = later.table.organizationStart + organization
        let parts = zip(snapshots, sources).map { snapshot, source in
            (units.map { unit in source.units.first { $0.id == unit } } + [source.withoutUnit])
                .map { unit in
                    unit.map { snapshot.part(row, moments: $0.moments, counts: $0.counts) }
                        ?? .nothing
                }
        }
        let sets = units.map { RespondentSet.unit(organization: id, id: $0) }
        // Respondents without a unit have no cell; what they add is never shown.
        let shown = snapshots.map { snapshot in
            sets.map { set in
                snapshot.setIndex(of: set).map { snapshot.verdict(row: row, $0) == .shown } ?? true
            } + [false]
        }
        compare(
            PublishedDivision(
                holders: [Array(0...units.count)], parts: parts,
                holdersShown: snapshots.map { [$0.verdict(row: row, cell) == .shown] },
                partsShown: shown),
            name, holderSets: [later.table.sets[cell]],
            partSets: sets + [later.table.sets[cell]])
    }

    private mutating func compare(
        _ division: PublishedDivision, _ row: String, holderSets: [RespondentSet],
        partSets: [RespondentSet]
    ) {
        let minimum = later.results.settings.minimumRespondents
        for earlier in snapshots.indices.dropLast() {
            let changes = division.smallChanges(since: earlier, minimum: minimum)
            found += (changes.holders.map { holderSets[$0] } + changes.parts.map { partSets[$0] })
                .map { PublicationObjection(reason: .smallChange, row: row, set: $0) }
        }
        let findings = division.findings(minimum: minimum)
        found += findings.smallChanges.map {
            PublicationObjection(reason: .smallChange, row: row, set: partSets[$0])
        }
        found += findings.revealed.map {
            PublicationObjection(reason: .revealed, row: row, set: partSets[$0])
        }
    }
}
