import MaturityModel
import Synchronization

/// What a report derives from all organizations at once, computed once for every page of it and
/// only when there is one.
final class ReportDerived: Sendable {
    /// The derived figures.
    struct Figures: Sendable {
        /// The sets of organizations of one kind.
        let kinds: [RespondentSet]
        /// The type of each set that has one.
        let types: [RespondentSet: TypeFigures]
        /// Innovation and efficiency of the group and the kinds.
        let balance: [BalanceFigures]
        /// The gap between two kinds, by node.
        let gaps: [GapFigures]
        /// How far the figures can be trusted.
        let quality: Quality
        /// The names of organizations from which more came than were invited.
        let overInvited: [String]
        /// The cells of the group and the kinds by node, each a sum over their organizations.
        let cells: [RespondentSet: [ReleasedCell]]
        /// The distributions of the group by item.
        let items: [ReleasedItem]

        /// What follows from results.
        init(_ released: ReleasedResults) {
            let kinds = released.sets.filter { if case .kind = $0 { true } else { false } }
            let large = Set([.group] + kinds)
            self.kinds = kinds
            types = Dictionary(released.types.map { ($0.set, $0) }) { first, _ in first }
            balance = released.balance.filter { large.contains($0.set) }
            gaps = released.gaps
            quality = released.quality
            overInvited = released.roster.organizations.filter { organization in
                released.setIndex(of: .organization(organization.id))
                    .map { released.cell(node: 0, set: $0).figures?.overInvited == true } ?? false
            }.map(\.name)
            var cells: [RespondentSet: [ReleasedCell]] = [:]
            for set in large {
                guard let index = released.setIndex(of: set) else { continue }
                cells[set] = released.questionnaire.nodes.indices.map {
                    released.cell(node: $0, set: index)
                }
            }
            self.cells = cells
            let group = released.setIndex(of: .group)
            items = released.questionnaire.items.indices.compactMap { item in
                group.map { released.item(item, set: $0) }
            }
        }
    }

    private let kept = Mutex<Figures?>(nil)

    /// What follows from results; always the same ones.
    func figures(of released: ReleasedResults) -> Figures {
        kept.withLock { kept in
            if let kept { return kept }
            let figures = Figures(released)
            kept = figures
            return figures
        }
    }
}
