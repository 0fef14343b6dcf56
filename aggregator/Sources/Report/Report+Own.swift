import MaturityModel
import Pages

/// One organization's own page: its figures beside the group's, and nobody else's.
extension Report {
    /// Everything that an organization sees of itself.
    func own(_ organization: String) -> HTML {
        let set = RespondentSet.organization(organization)
        guard cell(0, set) != nil else {
            return Notice(
                .information,
                title: say("Organisationen deltog inte.", "The organization did not take part."),
                language: language
            ).html
        }
        return HTML([
            warnings, ownHeadline(set), ownProfile(set), extremes(of: set), ownType(set),
            ownUnits(organization), items(of: set), trendSection(of: set), method,
        ])
    }

    private func ownHeadline(_ set: RespondentSet) -> HTML {
        let cell = cell(0, set)
        guard let figures = cell?.figures, figures.mean != nil else {
            return Notice(
                .information,
                title: say("Era siffror visas inte.", "Your figures are not shown."),
                language: language
            ) {
                tag("p") { cell?.hidden.map(longReason) ?? say("Inga svar.", "No answers.") }
            }.html
        }
        let place = place(0, set)
        return tag("div", .class("headline")) {
            tag("p", .class("headline-figure")) { figure(figures.mean, "\(place) mean") }
            tag("div", .class("headline-words")) {
                tag("p") {
                    tag("strong") { title(0) }
                    say(" hos er; hela gruppen ", " with you; the whole group ")
                    mean(0, .group)
                    "."
                }
                tag("p") {
                    if figures.ci95 != nil {
                        say("95\u{A0}% intervall ", "95\u{A0}% interval ")
                        figure(figures.ci95, place)
                        ". "
                    }
                    figure(figures.n, "\(place) n")
                    say(" svarande", " respondents")
                    if figures.invited != nil {
                        "; "
                        figure(figures.invited, "\(place) invited")
                        say(" inbjudna, svarsfrekvens ", " invited, response rate ")
                        rate(figures, place)
                    }
                    "."
                }
            }
        }
    }

    private func ownProfile(_ set: RespondentSet) -> HTML {
        let title = say("Ni och gruppen", "You and the group")
        return section(
            "profile", title,
            say(
                "Stapeln är ni, märket är hela gruppens medelvärde.",
                "The bar is you, the mark is the mean of the whole group.")
        ) {
            Chart(
                "own-chart",
                words: (
                    say("Procent av full mognad", "Percent of full maturity"),
                    say(
                        "En stapel per område, med ett märke för gruppen.",
                        "A bar for each area, with a mark for the group.")
                ),
                drawing: RowChart(
                    upperNodes.map { ownRow($0, set) }, on: .percent, language: language
                ).drawing(
                    [.mark(.second, name(.group))]
                        + intervalKey(upperNodes.map { cell($0, set)?.figures?.ci95 })),
                table: DataTable(
                    title,
                    columns: [
                        .init(say("Område", "Area")), .init(say("Ni", "You"), isNumeric: true),
                        .init(name(.group), isNumeric: true),
                    ],
                    rows: questionnaire.nodes.indices.map { node in
                        [HTML(self.title(node)), mean(node, set), mean(node, .group)]
                    }), language: language)
        }
    }

    private func ownRow(_ node: Int, _ set: RespondentSet) -> RowChart.Row {
        let cell = cell(node, set)
        var marks: [RowChart.Mark] = []
        if let mean = cell?.figures?.mean {
            marks.append(.bar(mean))
            if let interval = cell?.figures?.ci95 {
                marks.append(.interval(interval.low, interval.high))
            }
        } else {
            marks.append(.absent(cell?.hidden.map(hiddenWord) ?? say("inga svar", "no answers")))
        }
        if let group = self.cell(node, .group)?.figures?.mean { marks.append(.dot(group, .second)) }
        return RowChart.Row(
            title(node), depth: questionnaire.nodes[node].level, marks: marks,
            note: cell?.figures?.mean.map { text($0) } ?? "")
    }

    private func ownType(_ set: RespondentSet) -> HTML {
        guard let type = types[set]?.type, let description = questionnaire.types[type] else {
            return .empty
        }
        return section("type", say("Er typ", "Your type")) {
            tag("h3") { "\(type.rawValue) · \(description.title.text(in: language.code))" }
            tag("p") { description.text.text(in: language.code) }
        }
    }

    private func ownUnits(_ organization: String) -> HTML {
        let units = released.sets.compactMap { set -> (String, RespondentSet)? in
            if case .unit(organization, let id) = set { (id, set) } else { nil }
        }
        guard !units.isEmpty else { return .empty }
        return section("units", say("Era enheter", "Your units")) {
            DataTable(
                say(
                    "Enheternas procent av full mognad", "The units' percent of full maturity"),
                columns: [
                    .init(say("Enhet", "Unit")), .init(title(0), isNumeric: true),
                    .init(say("Svarande", "Respondents"), isNumeric: true),
                ],
                rows: units.map { id, set in
                    [
                        HTML(id), mean(0, set),
                        figure(cell(0, set)?.figures?.n, "\(place(0, set)) n"),
                    ]
                })
        }
    }
}
