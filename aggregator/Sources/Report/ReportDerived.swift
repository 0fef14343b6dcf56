import MaturityModel

/// What a report derives from all sets at once, computed once for every page of it.
struct ReportDerived: Sendable {
    /// The type of each set that has one.
    let types: [RespondentSet: TypeFigures]
    /// Innovation and efficiency by set.
    let balance: [BalanceFigures]
    /// The gap between two kinds, by node.
    let gaps: [GapFigures]
    /// How far the figures can be trusted.
    let quality: Quality
    /// The names of organizations from which more came than were invited.
    let overInvited: [String]

    /// What follows from results.
    init(_ released: ReleasedResults) {
        types = Dictionary(released.types.map { ($0.set, $0) }) { first, _ in first }
        balance = released.balance
        gaps = released.gaps
        quality = released.quality
        overInvited = released.roster.organizations.filter { organization in
            released.setIndex(of: .organization(organization.id))
                .map { released.cell(node: 0, set: $0).figures?.overInvited == true } ?? false
        }.map(\.name)
    }
}
