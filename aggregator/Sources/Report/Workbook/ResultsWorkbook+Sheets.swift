import MaturityModel
import Pages

/// The sheets with figures.
extension ResultsWorkbook {
    private static let cellColumns = [
        "node", "title", "level", "set", "name", "n", "organizations", "expected", "mean",
        "byOrganization", "byRespondent", "byInvited", "byEmployees", "sd", "ciLow", "ciHigh",
        "betweenSd", "min", "q1", "median", "q3", "max", "invited", "responseRate", "hidden",
    ]

    /// Every cell, as the CSV form has it.
    func cells() {
        let released = report.released
        file.sheet(
            say("Celler", "Cells"), widths: [16, 34, 7, 26, 30] + Array(repeating: 13, count: 20))
        file.add(heads: head(Self.cellColumns))
        file.freeze(
            columns: 2, filtering: report.rowCounts.cells, of: Self.cellColumns.count)
        for node in report.questionnaire.nodes.indices {
            for set in released.sets.indices {
                let cell = released.cell(node: node, set: set)
                file.add(
                    [
                        text(cell.node), text(report.title(node)),
                        count(report.questionnaire.nodes[node].level), text(cell.set.text),
                        text(report.name(cell.set)),
                    ] + figures(cell.figures) + [hidden(cell.hidden)])
            }
        }
    }

    private func figures(_ cell: Cell?) -> [WorkbookFile.Cell] {
        guard let cell else { return Array(repeating: .nothing, count: 19) }
        let (weightings, between) = (cell.weightings, cell.between)
        let scores = [
            cell.mean, weightings?.byOrganization, weightings?.byRespondent,
            weightings?.byInvited, weightings?.byEmployees, cell.sd, cell.ci95?.low,
            cell.ci95?.high, between?.sd, between?.min, between?.q1, between?.median, between?.q3,
            between?.max,
        ]
        return [count(cell.n), count(cell.organizations), count(cell.expected)]
            + scores.map { number($0) } + [count(cell.invited), number(cell.responseRate, .share)]
    }

    /// Every distribution, a column for each code of an answer.
    func items() {
        let (released, items) = (report.released, report.questionnaire.items)
        var codes: [String] = []
        for item in items {
            for option in item.options where !codes.contains(option.code) {
                codes.append(option.code)
            }
        }
        let titles = ["item", "text", "set", "name", "n", "mean", "sd", "hidden"]
        file.sheet(say("Svar", "Answers"), widths: [16, 60, 26, 30, 10, 10, 14, 20])
        // The codes of answers stay as they are, whatever they are called.
        file.add(heads: head(titles) + codes.map { .text($0, .head) })
        file.freeze(
            columns: 2, filtering: report.rowCounts.items, of: titles.count + codes.count)
        for index in items.indices {
            for set in released.sets.indices {
                let entry = released.item(index, set: set)
                let counts = Dictionary(
                    (entry.figures?.distribution ?? []).map { ($0.code, $0.count) }
                ) { first, _ in first }
                let own: [WorkbookFile.Cell] = [
                    text(entry.item), text(items[index].text.text(in: report.language.code)),
                    text(entry.set.text), text(report.name(entry.set)), count(entry.figures?.n),
                    number(entry.figures?.mean), number(entry.figures?.sd), hidden(entry.hidden),
                ]
                file.add(own + codes.map { count(counts[$0]) })
            }
        }
    }

    /// The means of the group and the kinds by area, with a chart.
    func profile() {
        let sets: [RespondentSet] = [.group] + report.kinds
        let nodes = report.upperNodes
        let name = say("Profil", "Profile")
        file.sheet(name, widths: [40] + sets.map { _ in 18 })
        file.add(heads: head([say("Område", "Area")] + sets.map(report.name)))
        file.freeze(columns: 1, filtering: 0, of: 0)
        for node in nodes {
            file.add(
                [text(report.title(node))]
                    + sets.map { number(report.cell(node, $0)?.figures?.mean) })
        }
        let range = { (column: Int) -> String in
            let letter = String(UnicodeScalar(UInt8(65 + min(column, 25))))
            return "='\(name)'!$\(letter)$2:$\(letter)$\(nodes.count + 1)"
        }
        file.chart(
            at: (1, sets.count + 2),
            title: say("Procent av full mognad", "Percent of full maturity"),
            names: range(0),
            series: sets.prefix(4).enumerated().map { (report.name($1), range($0 + 1)) })
    }

    /// The gap between two kinds.
    func gap() {
        guard let first = report.gaps.first else { return }
        file.sheet(say("Gap", "Gap"), widths: [16, 40, 12, 12, 12, 20])
        let names = [first.kind, first.minus].map { report.name(.kind($0)) }
        file.add(
            heads: head([
                "node", say("Område", "Area"), "\(names[0]) − \(names[1])", "ciLow", "ciHigh",
                "hidden",
            ]))
        file.freeze(columns: 2, filtering: report.gaps.count, of: 6)
        for gap in report.gaps {
            let node = report.questionnaire.nodeIndex(of: gap.node)
            file.add([
                text(gap.node), text(node.map(report.title)), number(gap.difference),
                number(gap.ci95?.low), number(gap.ci95?.high), hidden(gap.hidden),
            ])
        }
    }

    /// Types, bottlenecks and balance by set.
    func types() {
        let types = report.released.types
        guard !types.isEmpty else { return }
        let balance = Dictionary(report.released.balance.map { ($0.set, $0) }) { first, _ in first }
        let titles = [
            "set", "name", "type", "hidden", "bottleneck", "mean", "distance", "innovation",
            "efficiency", "balance",
        ]
        file.sheet(say("Typer", "Types"), widths: [26, 30, 7, 20, 20])
        file.add(heads: head(titles))
        file.freeze(columns: 2, filtering: types.count, of: titles.count)
        for entry in types {
            let own = balance[entry.set]
            file.add([
                text(entry.set.text), text(report.name(entry.set)), text(entry.type?.rawValue),
                hidden(entry.hidden), text(entry.bottleneck?.node),
                number(entry.bottleneck?.mean), number(entry.bottleneck?.distance),
                number(own?.innovation), number(own?.efficiency), number(own?.balance),
            ])
        }
    }

    /// How far the figures can be trusted, by category.
    func quality() {
        let quality = report.quality
        let shares = Dictionary(
            quality.dontKnow.filter { $0.set == .group }.map { ($0.node, $0) }
        ) { first, _ in first }
        let titles = [
            "node", say("Kategori", "Category"), "dontKnow", "alpha", "n", "items", "hidden",
        ]
        file.sheet(say("Tillförlitlighet", "Quality"), widths: [16, 40, 12, 12, 12, 12, 20])
        file.add(heads: head(titles))
        file.freeze(columns: 2, filtering: 0, of: 0)
        for entry in quality.reliability {
            let node = report.questionnaire.nodeIndex(of: entry.node)
            file.add([
                text(entry.node), text(node.map(report.title)),
                number(shares[entry.node]?.share, .share), number(entry.alpha, .coefficient),
                count(entry.n), count(entry.items), hidden(entry.hidden),
            ])
        }
        file.add([])
        let whole = quality.intraclass
        file.add([text("icc1"), .nothing, number(whole.icc1, .coefficient)])
        file.add([text("icc2"), .nothing, number(whole.icc2, .coefficient)])
        file.add([text("droppedAnswers"), .nothing, count(quality.droppedAnswers)])
    }

    /// The change since an earlier round.
    func trend() {
        guard let trend = report.released.trend else { return }
        let titles = [
            "node", "title", "set", "name", trend.earlierRound, report.source.header.round,
            "change", "ciLow", "ciHigh", "broken", "hidden",
        ]
        file.sheet(say("Utveckling", "Trend"), widths: [16, 34, 26, 30])
        file.add(heads: head(titles))
        file.freeze(columns: 2, filtering: trend.changes.count, of: titles.count)
        for change in trend.changes {
            let node = report.questionnaire.nodeIndex(of: change.node)
            file.add([
                text(change.node), text(node.map(report.title)), text(change.set.text),
                text(report.name(change.set)), number(change.earlier), number(change.later),
                number(change.change), number(change.ci95?.low), number(change.ci95?.high),
                text(change.isBroken ? "yes" : "no"), hidden(change.hidden),
            ])
        }
    }

    /// Figures of others, each with its source.
    func benchmarks() {
        let entries = report.released.benchmarks
        guard !entries.isEmpty else { return }
        file.sheet(say("Andras siffror", "Benchmarks"), widths: [30, 8, 14, 30, 30, 16, 34])
        file.add(
            heads: head([
                "source", "year", "organizations", "population", "method", "node", "title", "value",
            ]))
        file.freeze(columns: 1, filtering: 0, of: 0)
        for entry in entries {
            for (index, node) in report.questionnaire.nodes.enumerated() {
                guard let value = entry.values[node.id] else { continue }
                file.add([
                    text(entry.source), .number(Double(entry.year), .plain),
                    count(entry.organizations), text(entry.population), text(entry.method),
                    text(node.id), text(report.title(index)), number(value),
                ])
            }
        }
    }
}
