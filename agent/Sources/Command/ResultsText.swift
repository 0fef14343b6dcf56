import MaturityModel
import Pages

/// What `results` says.
struct ResultsText {
    private let results: OwnResults
    private let language: Language

    init(_ results: OwnResults, _ language: String) {
        self.results = results
        self.language = Language(rawValue: language) ?? .english
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
        guard results.hidden == nil, results.mean(0) != nil else {
            return lines + [
                language.say(
                    "Visas inte: det behövs minst \(OwnResults.minimumRespondents) svar.",
                    "Not shown: at least \(OwnResults.minimumRespondents) responses are needed.")
            ]
        }
        return lines + [""] + profile + strongestAndWeakest
    }

    private var profile: [String] {
        let questionnaire = results.released.questionnaire
        let titles = questionnaire.nodes.map {
            String(repeating: "  ", count: $0.level) + $0.title.text(in: language.code)
        }
        let width = titles.map(\.count).max() ?? 0
        return questionnaire.nodes.indices.map { index in
            let cell = results.released.cell(node: index, set: results.set)
            let figure =
                cell.figures?.mean.map { "\(language.number($0)) %" }
                ?? (cell.hidden == nil ? "–" : language.say("visas inte", "not shown"))
            var line = titles[index].padded(to: width) + figure.leftPadded(to: 8)
            if let change = results.change(of: questionnaire.nodes[index].id)?.change {
                line += "  \(change > 0 ? "+" : "")\(language.number(change, decimals: 1))"
            }
            return line
        }
    }

    private var strongestAndWeakest: [String] {
        let ranking = results.ranking
        guard let first = ranking.first, let last = ranking.last, ranking.count > 1 else {
            return []
        }
        let nodes = results.released.questionnaire.nodes
        let name = { (node: Int) in nodes[node].title.text(in: language.code) }
        return [
            "",
            language.say("Starkast: ", "Strongest: ") + name(first.node),
            language.say("Svagast: ", "Weakest: ") + name(last.node),
        ]
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
