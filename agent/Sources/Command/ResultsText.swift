import MaturityModel
import Pages
import SurveyProtocol

/// What `results` says.
struct ResultsText {
    private let results: OwnResults
    private let language: Language
    private let words: PublishedWords

    init(_ results: OwnResults, _ language: String) {
        self.results = results
        self.language = Language(rawValue: language) ?? .english
        words = PublishedWords(language: self.language)
    }

    var lines: [String] {
        let count = StatusWords.responses(results.responses, language)
        var lines = [language.say("\(count) räknas", "\(count) counted")]
        if results.pending > 0 {
            lines.append(
                language.say(
                    "\(results.pending) nya eller rättade räknas in senare",
                    "\(results.pending) new or corrected count later"))
        }
        if !results.isShown {
            lines.append(
                language.say(
                    "Visas inte: det behövs minst \(OwnResults.minimumRespondents) svar.",
                    "Not shown: at least \(OwnResults.minimumRespondents) responses are needed."))
        }
        lines.append(words.standing(results.published))
        guard results.isShown || results.published.figures != nil else { return lines }
        return lines + [""] + profile + strongestAndWeakest + spreadAndBalance
    }

    /// A column of the profile: its head and what it says of a node.
    private struct Column {
        let head: String
        let cell: (Int) -> String
    }

    private var columns: [Column] {
        var columns: [Column] = []
        if results.isShown {
            columns.append(Column(head: language.say("Ni", "You"), cell: own))
            if results.trend != nil {
                columns.append(Column(head: language.say("Ändring", "Change"), cell: change))
            }
        }
        if results.published.figures != nil {
            for set in [PublishedFigure.group, results.kindSet].compactMap({ $0 }) {
                columns.append(
                    Column(head: words.name(set)) { node in
                        let figure = results.published(node, set)
                        return figure?.mean.map { "\(language.number($0)) %" }
                            ?? words.absence(figure)
                    })
            }
        }
        return columns
    }

    private func own(_ node: Int) -> String {
        let cell = results.released.cell(node: node, set: results.set)
        return cell.figures?.mean.map { "\(language.number($0)) %" }
            ?? (cell.hidden == nil ? "–" : language.say("visas inte", "not shown"))
    }

    private func change(_ node: Int) -> String {
        let id = results.released.questionnaire.nodes[node].id
        return results.change(of: id)?.change.map {
            "\($0 > 0 ? "+" : "")\(language.number($0, decimals: 1))"
        } ?? "–"
    }

    private var profile: [String] {
        let nodes = results.released.questionnaire.nodes
        let columns = columns
        let titles = nodes.map {
            String(repeating: "  ", count: $0.level) + $0.title.text(in: language.code)
        }
        let width = titles.map(\.count).max() ?? 0
        func line(_ title: String, _ cell: (Column) -> String) -> String {
            columns.reduce(title.padded(to: width)) { line, column in
                line + "  " + cell(column).leftPadded(to: max(10, column.head.count))
            }
        }
        return [line("") { $0.head }]
            + nodes.indices.map { node in line(titles[node]) { $0.cell(node) } }
    }

    private var strongestAndWeakest: [String] {
        guard results.isShown, let strongest = results.ranking.strongest,
            let weakest = results.ranking.weakest
        else { return [] }
        return [
            "",
            language.say("Starkast: ", "Strongest: ") + text(strongest),
            language.say("Svagast: ", "Weakest: ") + text(weakest),
        ]
    }

    private var spreadAndBalance: [String] {
        var lines: [String] = []
        if let spread = results.spread {
            let figure = language.number(spread, decimals: 1)
            lines.append(
                language.say(
                    "Spridning mellan svaren: \(figure)", "Spread between responses: \(figure)"))
        }
        if let own = results.balance {
            let figures = [own.innovation, own.efficiency, own.balance].map { language.number($0) }
            lines.append(
                language.say(
                    "Balans: nyskapande \(figures[0]) %, effektivitet \(figures[1]) %;"
                        + " \(figures[2]) av 100",
                    "Balance: innovation \(figures[0]) %, efficiency \(figures[1]) %;"
                        + " \(figures[2]) of 100"))
        }
        return lines
    }

    private func text(_ end: Ranking.End) -> String {
        let nodes = results.released.questionnaire.nodes
        var parts = end.named.map { named in
            nodes[named.entry.node].title.text(in: language.code)
                + " (\(language.number(named.entry.mean)) %)"
        }
        if end.unnamed > 0 {
            let figure = language.number(end.figure)
            parts.append(
                language.say(
                    "\(end.unnamed) områden med samma siffra, \(figure) %",
                    "\(end.unnamed) areas with the same figure, \(figure) %"))
        }
        return parts.joined(separator: ", ")
    }
}

extension String {
    /// The text with spaces after it, up to a width.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    /// The text with spaces before it, up to a width.
    func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
