import MaturityModel
import Pages

/// Figures of others, each with where it comes from.
extension Report {
    /// The benchmarks beside the group's own figures; nothing without any.
    var benchmarks: HTML {
        guard !released.benchmarks.isEmpty else { return .empty }
        return section(
            "benchmarks", say("Andras siffror", "Figures of others"),
            say(
                "Uppgifter från andra mätningar, så som deras källor anger dem. Frågor,"
                    + " urval och år"
                    + " skiljer sig, så de är riktmärken och inga betyg.",
                "Figures from other surveys, as their sources state them. Questions, selection and"
                    + " years differ, so they are bearings and no grades.")
        ) {
            for (number, entry) in released.benchmarks.enumerated() { benchmark(number, entry) }
        }
    }

    private func benchmark(_ number: Int, _ entry: Benchmark) -> HTML {
        let nodes = questionnaire.nodes.indices.filter {
            entry.values[questionnaire.nodes[$0].id] != nil
        }
        let caption = "\(entry.source), \(entry.year)"
        return HTML([
            tag("p") {
                tag("strong") { caption }
                ": "
                figure(entry.organizations, "benchmarks \(number) organizations")
                say(" organisationer (", " organizations (")
                entry.population
                say("), metod: ", "), method: ")
                entry.method
            },
            Chart(
                "benchmark-chart-\(number)",
                words: (
                    say("Gruppen och \(caption)", "The group and \(caption)"),
                    say(
                        "Två märken per område: gruppens siffra och källans.",
                        "Two marks for each area: the group's figure and the source's.")
                ),
                drawing: RowChart(
                    nodes.map { benchmarkRow($0, entry) },
                    on: .fitting(
                        nodes.compactMap { cell($0, .group)?.figures?.mean }
                            + nodes.compactMap { entry.values[questionnaire.nodes[$0].id] }),
                    language: language
                ).drawing([
                    .mark(.first, name(.group)), .mark(.second, entry.source),
                ]),
                table: DataTable(
                    caption,
                    columns: [
                        .init(say("Område", "Area")), .init(name(.group), isNumeric: true),
                        .init(entry.source, isNumeric: true),
                    ],
                    rows: nodes.map { node in
                        let id = questionnaire.nodes[node].id
                        return [
                            HTML(title(node)), mean(node, .group),
                            figure(entry.values[id], "benchmarks \(number) values \(id)"),
                        ]
                    }), language: language
            ).html,
        ])
    }

    private func benchmarkRow(_ node: Int, _ entry: Benchmark) -> RowChart.Row {
        let other = entry.values[questionnaire.nodes[node].id] ?? 0
        let own = cell(node, .group)?.figures?.mean
        var marks: [RowChart.Mark] = []
        if let own { marks = [.link(min(own, other), max(own, other)), .dot(own, .first)] }
        marks.append(.dot(other, .second))
        return RowChart.Row(
            title(node), depth: questionnaire.nodes[node].level, marks: marks,
            note: [own, other].map { $0.map { text($0) } ?? "–" }.joined(separator: " · "))
    }
}
