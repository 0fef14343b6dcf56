import MaturityModel
import Pages

/// Objections to a publication in a few sentences, with names instead of ids.
struct ObjectionSummary {
    /// Names of areas and organizations, by id.
    struct Names: Sendable {
        /// What areas, statements and balance tags are called.
        let rows: [String: String]
        /// What organizations are called.
        let organizations: [String: String]
    }

    /// Names that a sentence lists; the rest is counted.
    private static let listedMaximum = 5

    let objections: [PublicationObjection]
    let names: Names
    let step: Desk.RosterStep?
    let language: Language

    private func say(_ swedish: String, _ english: String) -> String {
        language.say(swedish, english)
    }

    /// A sentence for each reason that there is.
    var sentences: [String] {
        PublicationObjection.Reason.allCases.compactMap { reason in
            let own = objections.filter { $0.reason == reason }
            return own.isEmpty ? nil : sentence(reason, own)
        }
    }

    private func sentence(
        _ reason: PublicationObjection.Reason, _ own: [PublicationObjection]
    ) -> String {
        let figures = language.count(
            own.count, swedish: ("siffra", "siffror"), english: ("figure", "figures"))
        let sets = listed(own.map { name(of: $0.set) })
        let rows = listed(own.map { name(ofRow: $0.row) })
        return switch reason {
        case .smallChange:
            say(
                "\(figures) ändrades av för få svarande: \(sets), i \(rows).",
                "\(figures) changed by too few respondents: \(sets), in \(rows).")
        case .revealed:
            say(
                "\(figures) är dolda men går att räkna ut av sammanställningarna tillsammans:"
                    + " \(sets), i \(rows).",
                "\(figures) are hidden, but the snapshots together give them away: \(sets), in"
                    + " \(rows).")
        case .otherRoster: otherRoster
        }
    }

    private var otherRoster: String {
        guard let step else {
            return say(
                "Organisationslistan är rättad sedan dess, så de två kan inte jämföras.",
                "The roster was corrected since, so the two cannot be compared.")
        }
        var parts: [String] = []
        let changed = Set(
            step.change.changed.filter { ["kind", "sector", "parent"].contains($0.column) }
                .map(\.organization))
        for (ids, words) in [
            (step.change.added, say("tillagda", "added")),
            (step.change.removed, say("borttagna", "removed")),
            (changed.sorted(), say("flyttade", "moved")),
        ] where !ids.isEmpty {
            let list = listed(ids.map { names.organizations[$0] ?? $0 })
            parts.append("\(ids.count) \(words) (\(list))")
        }
        let what = parts.joined(separator: ", ")
        return say(
            "Den är gjord på version \(step.after) av organisationslistan, den publicerade på"
                + " version \(step.before): \(what). De två kan inte jämföras.",
            "It is made of version \(step.after) of the roster, the published one of version"
                + " \(step.before): \(what). The two cannot be compared.")
    }

    /// What a row of figures is called.
    func name(ofRow id: String) -> String { names.rows[id] ?? id }

    /// What a set of respondents is called.
    func name(of set: RespondentSet) -> String {
        func organization(_ id: String) -> String { names.organizations[id] ?? id }
        return switch set {
        case .group: say("hela gruppen", "the whole group")
        case .kind(let id): language.kinds(id)
        case .sector(let id): say("sektor \(id)", "sector \(id)")
        case .parent(let id):
            say("\(organization(id)) med underliggande", "\(organization(id)) and below")
        case .organization(let id): organization(id)
        case .unit(let own, let id): "\(organization(own)), \(id)"
        }
    }

    private func listed(_ names: [String]) -> String {
        var seen: Set<String> = []
        let once = names.filter { seen.insert($0).inserted }
        let list = once.prefix(Self.listedMaximum).joined(separator: ", ")
        let rest = once.count - min(once.count, Self.listedMaximum)
        return rest == 0 ? list : list + say(" och \(rest) till", " and \(rest) more")
    }
}

extension ObjectionSummary.Names {
    /// The names that objections of a round need.
    init(
        _ desk: Desk, round: String, of objections: [PublicationObjection],
        _ step: Desk.RosterStep?, in language: Language
    ) throws {
        let questionnaire = try desk.questionnaire(round: round)
        let code = language.code
        var rows = [
            "innovation": language.say("Innovation", "Innovation"),
            "efficiency": language.say("Effektivitet", "Efficiency"),
        ]
        for node in questionnaire.nodes { rows[node.id] = node.title.text(in: code) }
        for item in questionnaire.items { rows[item.id] = item.text.text(in: code) }
        self.rows = rows
        let moved = step.map {
            $0.change.added + $0.change.removed + $0.change.changed.map(\.organization)
        }
        organizations = try desk.names(
            of: objections.compactMap(\.set.organizationID) + (moved ?? []))
    }
}

extension RespondentSet {
    /// The organization that it is, is part of, or has at its top.
    fileprivate var organizationID: String? {
        switch self {
        case .parent(let id), .organization(let id), .unit(let id, _): id
        case .group, .kind, .sector: nil
        }
    }
}
