import MaturityModel
import Pages

/// Dimensions and categories.
extension Report {
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
        let ranking = ranking(questionnaire.categories, set)
        let ranked = ranking.highestFirst
        guard let first = ranked.first, let last = ranked.last, ranked.count > 1 else {
            return say("En stapel per område.", "A bar for each area.")
        }
        guard !ranking.isSame(first.mean, last.mean) else {
            return say(
                "En stapel per område. Alla har samma siffra.",
                "A bar for each area. All have the same figure.")
        }
        let names = [first, last].map { end in
            joined(ranked.filter { ranking.isSame($0.mean, end.mean) }.map { title($0.node) })
        }
        return say(
            "En stapel per område. Högst är \(names[0]) med \(text(first.mean)),"
                + " lägst är \(names[1]) med \(text(last.mean)).",
            "A bar for each area. The highest is \(names[0]) with \(text(first.mean)), the"
                + " lowest \(names[1]) with \(text(last.mean)).")
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
}
