import MaturityModel
import Pages

/// How organizations spread, and how innovation and efficiency balance.
extension Report {
    /// The figures of a spread in the order in which they are drawn and listed.
    private static let spreadNames = ["min", "q1", "median", "q3", "max"]

    /// Boxes of the organizations' means: by category, and by kind for the whole.
    var spread: HTML {
        let nodes = [0] + questionnaire.categories.filter { $0 != 0 }
        var rows: [(name: String, node: Int, set: RespondentSet)] = nodes.map {
            (title($0), $0, .group)
        }
        if kinds.count > 1 { rows += kinds.map { ("\(title(0)): \(name($0))", 0, $0) } }
        let caption = say("Organisationernas spridning", "How organizations spread")
        return section(
            "spread", say("Spridning mellan organisationer", "Spread between organizations"),
            say(
                "Lådan rymmer den mellersta hälften av organisationerna, strecket i den är"
                    + " medianen,"
                    + " armarna når till den lägsta och högsta. Bara organisationer som"
                    + " visas räknas.",
                "The box holds the middle half of the organizations, the line in it is the median,"
                    + " the arms reach to the lowest and highest. Only shown organizations count.")
        ) {
            Chart(
                "spread-chart",
                words: (
                    caption,
                    say(
                        "En låda per område: lägsta, nedre kvartil, median, övre kvartil, högsta.",
                        "A box for each area: lowest, lower quartile, median, upper"
                            + " quartile, highest."
                    )
                ),
                drawing: RowChart(
                    rows.map { spreadRow($0.name, $0.node, $0.set) },
                    on: .fitting(
                        rows.compactMap { cell($0.node, $0.set)?.figures?.between }
                            .flatMap(numbers)), language: language
                ).drawing(),
                table: DataTable(
                    caption,
                    columns: [.init(say("Område", "Area"))]
                        + [
                            say("Lägsta", "Lowest"), say("Nedre kvartil", "Lower quartile"),
                            say("Median", "Median"), say("Övre kvartil", "Upper quartile"),
                            say("Högsta", "Highest"),
                            say("Standardavvikelse", "Standard deviation"),
                        ].map { .init($0, isNumeric: true) },
                    rows: rows.map { spreadCells($0.name, $0.node, $0.set) }),
                language: language)
        }
    }

    private func numbers(_ between: Between) -> [Double] {
        [between.min, between.q1, between.median, between.q3, between.max]
    }

    private func spreadRow(_ name: String, _ node: Int, _ set: RespondentSet) -> RowChart.Row {
        let cell = cell(node, set)
        guard let between = cell?.figures?.between else {
            return RowChart.Row(name, marks: [.absent(spreadAbsence(cell))])
        }
        let ends = [between.min, between.max].map { language.number($0, decimals: decimals) }
        return RowChart.Row(
            name, marks: [.box(numbers(between))],
            note: "\(ends[0])–\(ends[1])\u{A0}%")
    }

    private func spreadAbsence(_ cell: ReleasedCell?) -> String {
        cell?.hidden.map(hiddenWord)
            ?? say("för få visade organisationer", "too few shown organizations")
    }

    private func spreadCells(_ name: String, _ node: Int, _ set: RespondentSet) -> [HTML] {
        let cell = cell(node, set)
        guard let between = cell?.figures?.between else {
            return [HTML(name), HTML(spreadAbsence(cell))] + Array(repeating: HTML("–"), count: 5)
        }
        let place = "\(place(node, set)) between"
        return [HTML(name)]
            + zip(Self.spreadNames, numbers(between)).map { figure($1, "\(place) \($0)") }
            + [figure(between.sd, "\(place) sd")]
    }

    /// Innovation beside efficiency, for the group and the kinds.
    var balanceSection: HTML {
        let shown = derived.balance
        guard !shown.isEmpty else { return .empty }
        let caption = say("Innovation och effektivitet", "Innovation and efficiency")
        return section(
            "balance", say("Balans mellan nytt och befintligt", "Balance between new and existing"),
            say(
                "Påståenden om att skapa nytt (innovation) mot påståenden om att förbättra det som"
                    + " finns (effektivitet). Balansen är 100 när de är lika; den säger"
                    + " inget om hur"
                    + " höga de är.",
                "Statements about creating something new (innovation) against statements about"
                    + " improving what exists (efficiency). The balance is 100 when they"
                    + " are equal; it"
                    + " says nothing about how high they are.")
        ) {
            Chart(
                "balance-chart",
                words: (
                    caption,
                    say(
                        "Två märken per rad, innovation och effektivitet, i procent.",
                        "Two marks a row, innovation and efficiency, in percent.")
                ),
                drawing: RowChart(
                    shown.map(balanceRow),
                    on: .fitting(
                        shown.flatMap { [$0.innovation, $0.efficiency].compactMap { $0 } }),
                    language: language
                ).drawing([
                    .mark(.first, "Innovation"),
                    .mark(.second, say("Effektivitet", "Efficiency")),
                ]),
                table: DataTable(
                    caption,
                    columns: [.init(say("Grupp", "Group"))]
                        + [
                            "Innovation", say("Effektivitet", "Efficiency"),
                            say("Balans", "Balance"),
                        ].map { .init($0, isNumeric: true) },
                    rows: shown.map { entry in
                        let place = "balance \(entry.set.text)"
                        let first =
                            entry.hidden.map { HTML(hiddenWord($0)) }
                            ?? figure(entry.innovation, "\(place) innovation")
                        return [
                            HTML(name(entry.set)), first,
                            figure(entry.efficiency, "\(place) efficiency"),
                            figure(entry.balance, "\(place) balance"),
                        ]
                    }), language: language)
        }
    }

    private func balanceRow(_ entry: BalanceFigures) -> RowChart.Row {
        guard let innovation = entry.innovation, let efficiency = entry.efficiency else {
            return RowChart.Row(
                name(entry.set),
                marks: [.absent(entry.hidden.map(hiddenWord) ?? say("inga svar", "no answers"))])
        }
        return RowChart.Row(
            name(entry.set),
            marks: [
                .link(min(innovation, efficiency), max(innovation, efficiency)),
                .dot(innovation, .first), .dot(efficiency, .second),
            ],
            note: entry.balance.map {
                "\(say("balans", "balance")) \(language.number($0, decimals: decimals))"
            } ?? "")
    }
}
