import MaturityModel
import Pages

/// Results as people look at them, in one language: pages, the file for sending on, and print.
///
/// Every figure stands in a `data` element with its exact value and its place in the JSON form, so
/// a program (and a test) can read a page as it reads the results themselves.
struct Report: Sendable {
    /// The deepest level that drawings show; tables show all.
    static let levelMaximum = 2

    let source: ReportSource
    let language: Language
    /// What follows from all organizations.
    let derived: ReportDerived.Figures
    /// Which organizations are listed, and how one reaches the others.
    let part: ReportPart
    /// The organizations that are listed, in their order.
    let listed: [RosterOrganization]

    /// A report in a language.
    init(_ source: ReportSource, in language: Language, of part: ReportPart = ReportPart()) {
        self.source = source
        self.language = language
        self.part = part
        let derived = source.derived.figures(of: source.released)
        self.derived = derived
        listed = part.organizations(of: source.released.roster.organizations) { organization in
            let set = RespondentSet.organization(organization.id)
            let cell = Self.cell(0, set, source.released, derived)
            return cell?.hidden == nil ? cell?.figures?.mean : nil
        }
    }

    var types: [RespondentSet: TypeFigures] { derived.types }
    var gaps: [GapFigures] { derived.gaps }
    var quality: Quality { derived.quality }

    var released: ReleasedResults { source.released }
    var questionnaire: Questionnaire { source.released.questionnaire }

    /// The nodes that drawings show.
    var upperNodes: [Int] {
        questionnaire.nodes.indices.filter {
            questionnaire.nodes[$0].level <= Self.levelMaximum
        }
    }

    /// The sets of organizations of one kind.
    var kinds: [RespondentSet] { derived.kinds }

    /// A cell; nil when the results have no such set.
    func cell(_ node: Int, _ set: RespondentSet) -> ReleasedCell? {
        Self.cell(node, set, released, derived)
    }

    private static func cell(
        _ node: Int, _ set: RespondentSet, _ released: ReleasedResults,
        _ derived: ReportDerived.Figures
    ) -> ReleasedCell? {
        if let cells = derived.cells[set] { return cells[node] }
        return released.setIndex(of: set).map { released.cell(node: node, set: $0) }
    }

    /// The answers to an item; nil when the results have no such set.
    func item(_ item: Int, _ set: RespondentSet) -> ReleasedItem? {
        if set == .group, derived.items.indices.contains(item) { return derived.items[item] }
        return released.setIndex(of: set).map { released.item(item, set: $0) }
    }

    /// A part of the page with a heading and a sentence about what it means.
    func section(
        _ id: String, _ title: String, _ meaning: String = "", @HTMLBuilder content: () -> HTML
    ) -> HTML {
        tag("section", .id(id), Attribute("aria-labelledby", "\(id)-heading")) {
            tag("h2", .id("\(id)-heading")) { title }
            if !meaning.isEmpty { tag("p", .class("meaning")) { meaning } }
            content()
        }
    }

    /// The way to the organizations that a section does not list.
    func others(at section: String) -> HTML {
        let all = released.roster.organizations
        guard let address = part.address else {
            let more = all.count - listed.count
            guard more > 0 else { return .empty }
            return tag("p", .class("hint")) {
                say(
                    "Ytterligare \(count(more)) organisationer finns i filerna för nedladdning.",
                    "Another \(count(more)) organizations are in the files for download.")
            }
        }
        let pages = part.pages(of: all)
        return Pager(page: min(part.page, pages), pages: pages, language: language) {
            "\(address($0, part.search))#\(section)"
        }.html
    }

    /// Puts organizations in another order, and finds them where a page does not list them all.
    var finder: HTML {
        guard let address = part.address else { return .empty }
        let isLong = part.isLong(released.roster.organizations)
        return HTML([
            tag(
                "form", .class("filters no-print"), Attribute("method", "get"),
                .action("\(address(1, ""))#heat"), Attribute("role", "search")
            ) {
                for (name, value) in part.fixed {
                    void(
                        "input", Attribute("type", "hidden"), Attribute("name", name),
                        Attribute("value", value))
                }
                if isLong {
                    TextField(
                        ReportPart.searchField,
                        label: say("Organisationer: namn eller id", "Organizations: name or id")
                    ).with {
                        $0.value = part.search
                        $0.lengthMaximum = FollowUpView.searchMaximum
                    }
                }
                Select(
                    ReportPart.orderField, label: say("Ordning", "Order"),
                    options: ReportPart.Order.allCases.map { ($0.rawValue, title($0)) },
                    chosen: part.order.rawValue)
                Button(say("Visa", "Show"), weight: .secondary)
            },
            isLong
                ? tag("p", .class("hint")) {
                    say(
                        "Listorna över organisationer visar \(count(listed.count)) i taget.",
                        "The lists of organizations show \(count(listed.count)) at a time.")
                } : .empty,
        ])
    }

    private func title(_ order: ReportPart.Order) -> String {
        switch order {
        case .roster: say("Efter id", "By id")
        case .highest: say("Högst först", "Highest first")
        case .lowest: say("Lägst först", "Lowest first")
        }
    }
}
