import MaturityModel
import Pages

/// Results as people look at them, in one language: pages, the file for sending on, and print.
///
/// Every figure stands in a `data` element with its exact value and its place in the JSON form, so
/// a program (and a test) can read a page as it reads the results themselves.
struct Report: Sendable {
    /// Organizations that are listed on a page at most; the exports have all.
    static let organizationsMaximum = 400
    /// The deepest level that drawings show; tables show all.
    static let levelMaximum = 2

    let source: ReportSource
    let language: Language
    let types: [RespondentSet: TypeFigures]
    let balance: [BalanceFigures]
    let gaps: [GapFigures]

    /// A report in a language.
    init(_ source: ReportSource, in language: Language) {
        self.source = source
        self.language = language
        types = Dictionary(source.released.types.map { ($0.set, $0) }) { first, _ in first }
        balance = source.released.balance
        gaps = source.released.gaps
    }

    var released: ReleasedResults { source.released }
    var questionnaire: Questionnaire { source.released.questionnaire }

    /// The nodes that drawings show.
    var upperNodes: [Int] {
        questionnaire.nodes.indices.filter {
            questionnaire.nodes[$0].level <= Self.levelMaximum
        }
    }

    /// The sets of organizations of one kind.
    var kinds: [RespondentSet] {
        released.sets.filter { if case .kind = $0 { true } else { false } }
    }

    /// The organizations that are listed, in the order of the roster.
    var listed: [RosterOrganization] {
        Array(released.roster.organizations.prefix(Self.organizationsMaximum))
    }

    /// A cell; nil when the results have no such set.
    func cell(_ node: Int, _ set: RespondentSet) -> ReleasedCell? {
        released.setIndex(of: set).map { released.cell(node: node, set: $0) }
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

    /// A note where there are more organizations than a page lists.
    var moreNote: HTML {
        let more = released.roster.organizations.count - listed.count
        guard more > 0 else { return .empty }
        return tag("p", .class("hint")) {
            say(
                "Ytterligare \(count(more)) organisationer finns i filerna för nedladdning.",
                "Another \(count(more)) organizations are in the files for download.")
        }
    }
}
