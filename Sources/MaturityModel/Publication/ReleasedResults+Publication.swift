extension ReleasedResults {
    /// What stands against publishing these results after earlier ones of the same round
    /// (rule 6); empty when nothing does, and where nothing is protected.
    ///
    /// A roster that was corrected meanwhile so that sets differ stands against it as a whole.
    /// A figure shown before and after may change only together with at least the minimum number
    /// of respondents, and so may what is left when shown changes are subtracted from each
    /// other. And all snapshots together must not reveal a hidden organization or unit, neither
    /// by themselves nor to the people of one other. A figure that changed while its number of
    /// respondents did not counts as changed by too few, because a revised answer does not show
    /// in the number.
    public func objections(after earlier: [ReleasedResults]) -> [PublicationObjection] {
        guard protects, !earlier.isEmpty else { return [] }
        guard earlier.allSatisfy({ isComparable(to: $0) }) else {
            return [
                PublicationObjection(
                    reason: .otherRoster, row: questionnaire.nodes[0].id, set: .group)
            ]
        }
        return PublicationCheck(earlier + [self]).objections()
    }

    /// Whether both have the same rows and the same organizations in the same sets.
    private func isComparable(to earlier: ReleasedResults) -> Bool {
        guard rowNames == earlier.rowNames,
            roster.organizations.count == earlier.roster.organizations.count
        else { return false }
        return zip(roster.organizations, earlier.roster.organizations).allSatisfy { new, old in
            new.id == old.id && new.kind == old.kind && new.sector == old.sector
                && new.parent == old.parent
        }
    }

    /// The names of the rows that verdicts are given for: nodes, balance tags, items.
    var rowNames: [String] {
        questionnaire.nodes.map(\.id) + ScoringPlan.balanceTags + questionnaire.items.map(\.id)
    }

    /// What one part of the respondents adds to a row.
    func part(_ row: Int, moments: [Moments], counts: [UInt32]) -> PublishedPart {
        let nodes = questionnaire.nodes.count + ScoringPlan.balanceTags.count
        guard row >= nodes else {
            let moments = moments[row]
            return PublishedPart(n: moments.n, answers: moments.n, figures: .moments(moments))
        }
        let item = questionnaire.items[row - nodes]
        let start = countOffsets[row - nodes]
        let own = counts[start..<(start + item.options.count)]
        var n = 0
        for (option, count) in zip(item.options, own) where option.value != nil { n += Int(count) }
        let answers = own.reduce(0) { $0 + Int($1) }
        return PublishedPart(n: n, answers: answers, figures: .counts(Array(own)))
    }
}

/// What an organization, a unit or the rest of an organization adds to one row of figures.
struct PublishedPart: Equatable {
    enum Figures: Equatable {
        case nothing
        case moments(Moments)
        case counts([UInt32])
    }

    /// Respondents with a score or a valid answer.
    let n: Int
    /// Respondents who answered at all.
    let answers: Int
    /// What they gave, exactly.
    let figures: Figures

    /// What nobody gave.
    static let nothing = PublishedPart(n: 0, answers: 0, figures: .nothing)

    /// Whether both give a reader the same; two that nobody answered for do.
    func isSame(as other: PublishedPart) -> Bool {
        answers == 0 && other.answers == 0 || self == other
    }
}
