import MaturityModel
import Pages

/// Dimensions and categories, and what is strongest and weakest.
extension Report {
    /// Parts that are named as strongest and weakest.
    private static let extremesMaximum = 3

    /// The profile of the group or another set.
    func profile(of set: RespondentSet = .group) -> HTML {
        section(
            "profile",
            say("Profil: dimensioner och kategorier", "Profile: dimensions and categories"),
            profileMeaning(
                hasIntervals: upperNodes.contains { cell($0, set)?.figures?.ci95 != nil })
        ) {
            Chart(
                "profile-chart",
                words: (
                    say("Procent av full mognad", "Percent of full maturity"),
                    profileDescription(set)
                ),
                drawing: RowChart(
                    upperNodes.map { profileRow($0, set) }, on: .percent, language: language
                ).drawing(intervalKey(upperNodes.map { cell($0, set)?.figures?.ci95 })),
                table: profileTable(set), language: language)
        }
    }

    private func profileMeaning(hasIntervals: Bool) -> String {
        let sum = say(
            "Varje områdes siffra räknas fram ur svaren på dess påståenden.",
            "Each area's figure comes from the answers to its statements.")
        guard hasIntervals else { return sum }
        return sum
            + say(
                " Strecket visar 95\u{A0}% intervall: så långt kunde siffran ha hamnat med andra"
                    + " organisationer av samma slag.",
                " The whisker shows the 95\u{A0}% interval: as far as the figure could"
                    + " have come out"
                    + " with other organizations of the same sort.")
    }

    /// The key to intervals, where there is one.
    func intervalKey(_ intervals: [Interval?]) -> [Chart.Key] {
        intervals.contains { $0 != nil }
            ? [.interval(say("95\u{A0}% intervall", "95\u{A0}% interval"))] : []
    }

    private func profileDescription(_ set: RespondentSet) -> String {
        let ranked = ranking(questionnaire.categories, set)
        guard let first = ranked.first, let last = ranked.last, ranked.count > 1 else {
            return say("En stapel per område.", "A bar for each area.")
        }
        return say(
            "En stapel per område. Högst är \(title(first.node)) med \(text(first.mean)),"
                + " lägst är \(title(last.node)) med \(text(last.mean)).",
            "A bar for each area. The highest is \(title(first.node)) with \(text(first.mean)), the"
                + " lowest \(title(last.node)) with \(text(last.mean)).")
    }

    private func profileRow(_ node: Int, _ set: RespondentSet) -> RowChart.Row {
        let cell = cell(node, set)
        let depth = questionnaire.nodes[node].level
        guard let figures = cell?.figures, let mean = figures.mean else {
            return RowChart.Row(
                title(node), depth: depth,
                marks: [.absent(cell?.hidden.map(hiddenWord) ?? say("inga svar", "no answers"))])
        }
        var marks: [RowChart.Mark] = [.bar(mean)]
        if let interval = figures.ci95 { marks.append(.interval(interval.low, interval.high)) }
        return RowChart.Row(title(node), depth: depth, marks: marks, note: text(mean))
    }

    private func profileTable(_ set: RespondentSet) -> DataTable {
        DataTable(
            say("Procent av full mognad", "Percent of full maturity"),
            columns: [
                .init(say("Område", "Area")), .init(say("Medelvärde", "Mean"), isNumeric: true),
                .init(say("95\u{A0}% intervall", "95\u{A0}% interval"), isNumeric: true),
                .init(say("Svarande", "Respondents"), isNumeric: true),
                .init(say("Organisationer", "Organizations"), isNumeric: true),
            ],
            rows: questionnaire.nodes.indices.map { node in
                let figures = cell(node, set)?.figures
                return [
                    HTML(title(node)), mean(node, set), figure(figures?.ci95, place(node, set)),
                    figure(figures?.n, "\(place(node, set)) n"),
                    figure(figures?.organizations, "\(place(node, set)) organizations"),
                ]
            })
    }

    /// The nodes that are shown and have a mean, the highest first.
    func ranking(_ nodes: [Int], _ set: RespondentSet) -> [(node: Int, mean: Double)] {
        nodes.compactMap { node in cell(node, set)?.figures?.mean.map { (node, $0) } }
            .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
    }

    /// The strongest and the weakest of the smallest parts.
    func extremes(of set: RespondentSet = .group) -> HTML {
        let leaves = questionnaire.nodes.indices.filter { questionnaire.nodes[$0].isLeaf }
        let ranked = ranking(leaves, set)
        let named = min(Self.extremesMaximum, ranked.count / 2)
        guard named > 0 else { return .empty }
        return section(
            "extremes", say("Starkast och svagast", "Strongest and weakest"),
            say(
                "Bland de minsta delarna som visas. Det svagaste är ofta, men inte alltid, det som"
                    + " lönar sig mest att börja med.",
                "Among the smallest parts that are shown. The weakest is often, but not"
                    + " always, what"
                    + " is most worth beginning with.")
        ) {
            tag("ul", .class("cards cards-pairs")) {
                card(say("Starkast", "Strongest"), Array(ranked.prefix(named)), set)
                card(say("Svagast", "Weakest"), ranked.suffix(named).reversed(), set)
            }
        }
    }

    private func card(
        _ heading: String, _ entries: [(node: Int, mean: Double)], _ set: RespondentSet
    ) -> HTML {
        tag("li") {
            tag("h3") { heading }
            tag("ol") {
                for entry in entries {
                    tag("li") {
                        "\(title(entry.node)) – "
                        mean(entry.node, set)
                    }
                }
            }
        }
    }
}
