import MaturityModel

/// The released results of a group in a form for a terminal: group and kinds by node.
struct ResultsSummary {
    private static let levelMaximum = 2
    private static let kindsMaximum = 5
    private static let language = "en"

    private let results: ReleasedResults
    private let header: ResultsHeader
    private let columns: [(set: Int, title: String)]

    /// A summary of released results.
    init(_ results: ReleasedResults, header: ResultsHeader) {
        self.results = results
        self.header = header
        var columns: [(set: Int, title: String)] = []
        for (index, set) in results.sets.enumerated() {
            switch set {
            case .group: columns.append((index, "group"))
            case .kind(let kind) where columns.count <= Self.kindsMaximum:
                columns.append((index, kind))
            default: break
            }
        }
        self.columns = columns
    }

    /// The lines of the summary.
    var text: String {
        var lines = [
            "Round \(header.round), snapshot \(header.snapshot), \(results.audience.rawValue)",
            header.digest, "",
            nodeTable, "",
            "Percent of full maturity: the mean of the organizations, each with the same weight.",
        ]
        if columns.contains(where: { results.cell(node: 0, set: $0.set).isOverInvited }) {
            lines.append(RoundStatus.rateNote(round: header.round))
        }
        if let note = hiddenNote { lines.append(note) }
        return lines.joined(separator: "\n")
    }

    private var nodeTable: String {
        var table = Table(
            [results.questionnaire.title.text(in: Self.language)] + columns.map(\.title),
            rightAligned: Set(1...max(1, columns.count)))
        for (index, node) in results.questionnaire.nodes.enumerated()
        where node.level <= Self.levelMaximum {
            let indent = String(repeating: "  ", count: node.level)
            table.add(
                [indent + node.title.text(in: Self.language)]
                    + columns.map { percent(results.cell(node: index, set: $0.set)) })
        }
        table.add([""])
        let cells = columns.map { results.cell(node: 0, set: $0.set) }
        table.add(
            ["organizations"]
                + cells.map { cell in
                    cell.figures?.organizations.map(String.init) ?? Self.mark(cell)
                })
        table.add(["respondents"] + cells.map { $0.figures.map { "\($0.n)" } ?? Self.mark($0) })
        table.add(["response rate"] + cells.map(rate))
        return table.text
    }

    private func percent(_ cell: ReleasedCell) -> String {
        guard let figures = cell.figures else { return Self.mark(cell) }
        guard let mean = figures.mean else { return "-" }
        return "\(Int(mean.rounded())) %"
    }

    private func rate(_ cell: ReleasedCell) -> String {
        guard let figures = cell.figures else { return Self.mark(cell) }
        return RoundStatus.text(figures.responseRate, isOver: figures.overInvited)
    }

    private static func mark(_ cell: ReleasedCell) -> String {
        cell.hidden == nil ? "-" : "hidden"
    }

    private var hiddenNote: String? {
        let reasons = columns.compactMap { results.cell(node: 0, set: $0.set).hidden?.rawValue }
        guard !reasons.isEmpty else { return nil }
        return "Hidden to protect respondents: \(Set(reasons).sorted().joined(separator: ", "))."
    }
}

extension ReleasedCell {
    /// Whether more responses count than were invited, and that is shown.
    fileprivate var isOverInvited: Bool { figures?.overInvited == true }
}
