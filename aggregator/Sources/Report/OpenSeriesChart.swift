import MaturityModel
import Pages

/// The whole over the years: a line for the group and for each kind, broken where the questions
/// changed.
struct OpenSeriesChart: Markup {
    /// Lines that are told apart.
    private static let linesMaximum = 4

    private let series: OpenSeries
    private let language: Language

    /// The chart of a series' first area.
    init(_ series: OpenSeries, in language: Language) {
        self.series = series
        self.language = language
    }

    private func say(_ swedish: String, _ english: String) -> String {
        language.say(swedish, english)
    }

    private func name(_ set: String) -> String {
        switch set {
        case "group": say("Hela gruppen", "The whole group")
        case "kind:department": say("Förvaltningar", "Departments")
        case "kind:company": say("Bolag", "Companies")
        default: String(set.drop { $0 != ":" }.dropFirst())
        }
    }

    private struct Line {
        let name: String
        let values: [OpenSeries.Value?]
    }

    /// The figure; nothing without an area.
    var html: HTML {
        guard let node = series.nodes.first else { return .empty }
        var rounds: [String] = []
        var sets: [String] = []
        for value in node.values {
            if !rounds.contains(value.round) { rounds.append(value.round) }
            if !sets.contains(value.set) { sets.append(value.set) }
        }
        let lines = sets.prefix(Self.linesMaximum).map { set in
            Line(
                name: name(set),
                values: rounds.map { round in
                    node.values.first { $0.round == round && $0.set == set }
                })
        }
        let title = LocalizedText(node.title).text(in: language.code)
        return chart("\(title), \(say("procent", "percent"))", lines, rounds)
    }

    private func chart(_ title: String, _ lines: [Line], _ rounds: [String]) -> HTML {
        Chart(
            "series-chart",
            words: (
                title,
                say(
                    "En linje för gruppen och en för varje slag av organisation, från \(rounds[0])"
                        + " till \(rounds[rounds.count - 1]). Två streck märker ett brott"
                        + " i serien.",
                    "A line for the group and one for each kind of organization, from \(rounds[0])"
                        + " to \(rounds[rounds.count - 1]). Two strokes mark a break in the series."
                )
            ),
            drawing: LineChart(
                lines.map { line in
                    LineChart.Series(
                        line.name, values: line.values.map { $0?.mean },
                        breaks: Set(
                            line.values.indices.filter { line.values[$0]?.broken == true }))
                }, over: rounds, language: language
            ).drawing,
            table: DataTable(
                title,
                columns: [.init(say("Grupp", "Group"))]
                    + rounds.map { .init($0, isNumeric: true) },
                rows: lines.map { line in [HTML(line.name)] + line.values.map(cell) }),
            language: language
        ).html
    }

    private func cell(_ value: OpenSeries.Value?) -> HTML {
        guard let mean = value?.mean else {
            return HTML(value?.hidden == nil ? "–" : say("dold", "hidden"))
        }
        let mark = value?.broken == true ? say(" (bruten)", " (broken)") : ""
        return HTML("\(language.number(mean))\u{A0}%\(mark)")
    }
}
