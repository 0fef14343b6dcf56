import MaturityModel
import Pages

/// Kinds of organizations against each other, and the gap.
extension Report {
    /// Departments against companies, or whatever kinds there are; nothing for one kind.
    var kindsSection: HTML {
        guard kinds.count > 1 else { return .empty }
        return section(
            "kinds", kindsTitle,
            say(
                "Varje slags siffra är medelvärdet av dess organisationer. Att två skiljer"
                    + " sig säger"
                    + " inte varför: uppdrag, storlek och förutsättningar är olika.",
                "Each kind's figure is the mean of its organizations. That two differ does not say"
                    + " why: their tasks, sizes and conditions are not the same.")
        ) {
            Chart(
                "kinds-chart",
                words: (
                    say("Medelvärde per slag av organisation", "Mean by kind of organization"),
                    kindsDescription
                ), drawing: kindsDrawing, table: kindsTable, language: language)
            if !gaps.isEmpty { gapChart }
        }
    }

    /// The names of the kinds, as in a sentence.
    var kindsTitle: String {
        let names = kinds.map(name)
        let rest = names.dropFirst().map { $0.prefix(1).lowercased() + $0.dropFirst() }
        return joined(Array(names.prefix(1) + rest))
    }

    private var kindsDescription: String {
        let parts = kinds.map { set in
            let mean = cell(0, set)?.figures?.mean
            return "\(name(set)): \(mean.map { text($0) } ?? say("visas inte", "not shown"))"
        }
        return "\(title(0)). " + parts.joined(separator: ", ") + "."
    }

    private var kindsDrawing: Chart.Drawing {
        let rows = upperNodes.map { node -> RowChart.Row in
            let means = kinds.enumerated().compactMap { index, set in
                cell(node, set)?.figures?.mean.map { (Chart.Look.numbered(index), $0) }
            }
            let values = means.map(\.1)
            guard let least = values.min(), let most = values.max() else {
                return RowChart.Row(
                    title(node), depth: questionnaire.nodes[node].level, marks: [absent(node)])
            }
            return RowChart.Row(
                title(node), depth: questionnaire.nodes[node].level,
                marks: [.link(least, most)] + means.map { .dot($0.1, $0.0) },
                note: means.map { text($0.1) }.joined(separator: " · "))
        }
        let values = upperNodes.flatMap { node in
            kinds.compactMap { cell(node, $0)?.figures?.mean }
        }
        return RowChart(rows, on: .fitting(values), language: language).drawing(
            kinds.enumerated().map { .mark(.numbered($0), name($1)) })
    }

    private func absent(_ node: Int) -> RowChart.Mark {
        let reason = kinds.compactMap { cell(node, $0)?.hidden }.first
        return .absent(reason.map(hiddenWord) ?? say("inga svar", "no answers"))
    }

    private var kindsTable: DataTable {
        DataTable(
            say("Medelvärde per slag av organisation", "Mean by kind of organization"),
            columns: [.init(say("Område", "Area"))]
                + kinds.map { .init(name($0), isNumeric: true) },
            rows: questionnaire.nodes.indices.map { node in
                [HTML(title(node))] + kinds.map { mean(node, $0) }
            })
    }

    private var gapNames: (String, String) {
        guard let gap = gaps.first else { return ("", "") }
        return (name(.kind(gap.kind)), name(.kind(gap.minus)))
    }

    private var gapChart: HTML {
        let (first, second) = gapNames
        let caption = say(
            "Gapet: \(first.lowercased()) minus \(second.lowercased())",
            "The gap: \(first.lowercased()) minus \(second.lowercased())")
        let upper = Set(upperNodes.map { questionnaire.nodes[$0].id })
        let drawn = gaps.filter { upper.contains($0.node) }
        let reach = drawn.flatMap {
            [$0.difference, $0.ci95?.low, $0.ci95?.high].compactMap { $0 }
        }
        let rows = drawn.map { gap -> RowChart.Row in
            let node = questionnaire.nodeIndex(of: gap.node) ?? 0
            var marks: [RowChart.Mark] = []
            if let interval = gap.ci95 { marks.append(.interval(interval.low, interval.high)) }
            if let difference = gap.difference {
                marks.append(.dot(difference, .first))
            } else {
                marks = [.absent(gap.hidden.map(hiddenWord) ?? say("inga svar", "no answers"))]
            }
            return RowChart.Row(
                title(node), depth: questionnaire.nodes[node].level, marks: marks,
                note: gap.difference.map { text($0, .points) } ?? "")
        }
        return Chart(
            "gap-chart",
            words: (
                caption,
                say(
                    "Skillnad i procentenheter med 95\u{A0}% intervall. Höger om noll ligger"
                        + " \(first.lowercased()) högre.",
                    "Difference in percentage points with its 95\u{A0}% interval. Right of zero,"
                        + " \(first.lowercased()) are higher.")
            ),
            drawing: RowChart(rows, on: .around(reach), language: language).drawing(
                [.mark(.first, say("Skillnad, procentenheter", "Difference, percentage points"))]
                    + intervalKey(drawn.map(\.ci95))), table: gapTable(caption), language: language
        ).html
    }

    private func gapTable(_ caption: String) -> DataTable {
        DataTable(
            caption,
            columns: [
                .init(say("Område", "Area")), .init(say("Skillnad", "Difference"), isNumeric: true),
                .init(say("95\u{A0}% intervall", "95\u{A0}% interval"), isNumeric: true),
            ],
            rows: gaps.map { gap in
                let node = questionnaire.nodeIndex(of: gap.node) ?? 0
                return [
                    HTML(title(node)),
                    gap.hidden.map { HTML(hiddenWord($0)) }
                        ?? figure(gap.difference, "gap \(gap.node) difference", .points),
                    figure(gap.ci95, "gap \(gap.node)", .points),
                ]
            })
    }
}
