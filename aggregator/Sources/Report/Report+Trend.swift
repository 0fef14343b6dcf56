import MaturityModel
import Pages

/// What changed: since the round before, and since the snapshot before.
extension Report {
    /// The trend since an earlier round; nothing without one.
    func trendSection(of set: RespondentSet = .group) -> HTML {
        guard let trend = released.trend else { return .empty }
        let sets = set == .group ? [.group] + kinds : [set]
        return section(
            "trend",
            say(
                "Utveckling sedan \(trend.earlierRound)",
                "Development since"
                    + " \(trend.earlierRound)"),
            say(
                "Båda mätningarna är omräknade på de \(trend.items.count) påståenden som"
                    + " är lika, så"
                    + " siffrorna här kan skilja sig från dem ovan. Där påståenden har kommit till,"
                    + " försvunnit eller fått en annan innebörd är serien bruten.",
                "Both rounds are computed anew on the \(trend.items.count) statements that"
                    + " they share,"
                    + " so the figures here can differ from those above. Where statements"
                    + " came, went"
                    + " or changed their meaning, the series is broken.")
        ) {
            trendLines(trend, sets)
            trendTable(trend, sets)
            breaks(trend)
        }
    }

    private func change(
        _ trend: ReleasedTrend, _ node: Int, _ set: RespondentSet
    ) -> TrendChange? {
        let id = questionnaire.nodes[node].id
        return trend.changes.first { $0.node == id && $0.set == set }
    }

    private func trendLines(_ trend: ReleasedTrend, _ sets: [RespondentSet]) -> HTML {
        let lines: [(name: String, change: TrendChange)] =
            sets.compactMap { set in change(trend, 0, set).map { (name(set), $0) } }
            .filter { $0.1.earlier != nil && $0.1.later != nil }
        guard !lines.isEmpty else { return .empty }
        let moments = [trend.earlierRound, source.header.round]
        return Chart(
            "trend-chart",
            words: (
                say("\(title(0)), procent", "\(title(0)), percent"),
                lines.map { line in
                    "\(line.name): \(text(line.change.earlier ?? 0)) →"
                        + " \(text(line.change.later ?? 0))"
                }.joined(separator: "; ")
            ),
            drawing: LineChart(
                lines.prefix(4).map { line in
                    LineChart.Series(
                        line.name, values: [line.change.earlier, line.change.later],
                        breaks: line.change.isBroken ? [1] : [])
                }, over: moments, language: language
            ).drawing,
            table: DataTable(
                title(0),
                columns: [.init(say("Grupp", "Group"))]
                    + moments.map { .init($0, isNumeric: true) },
                rows: lines.map { line in
                    let place = "trend \(line.change.node) \(line.change.set.text)"
                    return [
                        HTML(line.name), figure(line.change.earlier, "\(place) earlier"),
                        figure(line.change.later, "\(place) later"),
                    ]
                }), language: language
        ).html
    }

    private func trendTable(_ trend: ReleasedTrend, _ sets: [RespondentSet]) -> HTML {
        let set = sets[0]
        let rows = upperNodes.compactMap { node in
            change(trend, node, set).map { trendRow(node, $0) }
        }
        return DataTable(
            say("Förändring: \(name(set))", "Change: \(name(set))"),
            columns: [
                .init(say("Område", "Area")), .init(trend.earlierRound, isNumeric: true),
                .init(source.header.round, isNumeric: true),
                .init(say("Förändring", "Change"), isNumeric: true),
                .init(say("95\u{A0}% intervall", "95\u{A0}% interval"), isNumeric: true),
                .init(say("Serie", "Series")),
            ], rows: rows
        ).html
    }

    private func trendRow(_ node: Int, _ change: TrendChange) -> [HTML] {
        let place = "trend \(change.node) \(change.set.text)"
        return [
            HTML(title(node)),
            change.hidden.map { HTML(hiddenWord($0)) }
                ?? figure(change.earlier, "\(place) earlier"),
            figure(change.later, "\(place) later"),
            figure(change.change, "\(place) change", .points),
            figure(change.ci95, place, .points),
            HTML(change.isBroken ? say("bruten", "broken") : say("jämförbar", "comparable")),
        ]
    }

    private func breaks(_ trend: ReleasedTrend) -> HTML {
        guard !trend.breaks.isEmpty else { return .empty }
        return tag("details", .class("help")) {
            tag("summary") {
                say(
                    "Påståenden som inte går att jämföra (\(trend.breaks.count))",
                    "Statements that cannot be compared (\(trend.breaks.count))")
            }
            tag("ul") {
                for entry in trend.breaks { tag("li") { "\(entry.item): \(word(entry.reason))" } }
            }
        }
    }

    private func word(_ reason: TrendBreak.Reason) -> String {
        switch reason {
        case .added: say("nytt", "new")
        case .removed: say("borttaget", "removed")
        case .meaning: say("ny innebörd", "another meaning")
        case .options: say("andra svar", "other options")
        }
    }

    /// What changed since the snapshot before; nothing when there is none to compare with.
    var changeSection: HTML {
        guard let before = source.before,
            before.released.questionnaire.nodes.map(\.id) == questionnaire.nodes.map(\.id)
        else { return .empty }
        let earlier = Report(
            ReportSource(before, beside: source), in: language)
        return section(
            "change",
            say(
                "Ändrat sedan sammanställning \(before.header.snapshot)",
                "Changed since snapshot \(before.header.snapshot)"),
            say(
                "Samma mätning, räknad en tidigare gång. Skillnaden beror på svar som har"
                    + " tillkommit,"
                    + " rättats eller avgjorts däremellan.",
                "The same round, computed at an earlier time. The difference comes from responses"
                    + " that came in, were corrected or were decided about in between.")
        ) {
            DataTable(
                say("Hela gruppen", "The whole group"),
                columns: [
                    .init(say("Område", "Area")),
                    .init(say("Förra", "Before"), isNumeric: true),
                    .init(say("Nu", "Now"), isNumeric: true),
                    .init(say("Svarande förra", "Respondents before"), isNumeric: true),
                    .init(say("Svarande nu", "Respondents now"), isNumeric: true),
                ],
                rows: upperNodes.map { node in
                    let place = place(node, .group)
                    return [
                        HTML(title(node)), earlier.plainMean(node), mean(node, .group),
                        HTML(
                            earlier.cell(node, .group)?.figures.map { count($0.n) } ?? "–"),
                        figure(cell(node, .group)?.figures?.n, "\(place) n"),
                    ]
                })
        }
    }

    /// A mean without its place, which is in another document.
    private func plainMean(_ node: Int) -> HTML {
        guard let cell = cell(node, .group) else { return HTML("–") }
        if let hidden = cell.hidden { return HTML(hiddenWord(hidden)) }
        return HTML(cell.figures?.mean.map { text($0) } ?? "–")
    }
}

extension ReportSource {
    /// The snapshot before as a source of its own.
    init(_ earlier: Earlier, beside source: ReportSource) {
        released = earlier.released
        derived = earlier.derived
        header = earlier.header
        minimumRespondents = source.minimumRespondents
        minimumOrganizations = source.minimumOrganizations
        isJoint = source.isJoint
        isPublished = source.isPublished
        made = nil
        before = nil
    }
}
