import MaturityModel
import Pages

/// How the answers to each item are distributed.
extension Report {
    /// Steps of a scale up to which they get a key.
    private static let stepsMaximum = 9

    /// The distributions of a set, a drawing for each category.
    func items(of set: RespondentSet = .group) -> HTML {
        section(
            "items", say("Svar per påstående", "Answers to each statement"),
            say(
                "Andelen av alla svar på påståendet, från minst till mest instämmande; streckade"
                    + " ytor är svar utan värde, som ”vet inte”. Siffran till höger är"
                    + " medelvärdet. Vänt betyder att instämmande är lägre mognad; medelvärdet"
                    + " tar hänsyn till det.",
                "The share of all answers to the statement, from the least to the most agreeing;"
                    + " dashed areas are answers without a value, such as “don't know”. The figure"
                    + " on the right is the mean. Reversed means that agreeing is lower"
                    + " maturity; the mean takes that into account.")
                + (set == .group ? " \(itemBasis)" : "")
        ) { for node in categoriesWithItems { distribution(node, set) } }
    }

    private var categoriesWithItems: [Int] {
        let categories = questionnaire.categories
        return categories.isEmpty ? [0] : categories
    }

    private func distribution(_ node: Int, _ set: RespondentSet) -> HTML {
        let range = questionnaire.nodes[node].items
        let caption = title(node)
        let options = sharedOptions(range)
        return Chart(
            "items-chart-\(node)",
            words: (
                caption,
                say(
                    "Svarens fördelning på \(range.count) påståenden.",
                    "How the answers to \(range.count) statements are distributed.")
            ),
            drawing: RowChart(
                range.map { itemRow($0, set) }, on: .percent, room: .sentences, language: language
            ).drawing(options.map(keys) ?? []), table: itemTable(caption, range, set),
            language: language
        ).html
    }

    private func text(_ item: Int) -> String {
        let own = questionnaire.items[item]
        let turned = own.reverse ? say(" (vänt)", " (reversed)") : ""
        return own.text.text(in: language.code) + turned
    }

    /// The options when all items of a range have the same.
    private func sharedOptions(_ range: Range<Int>) -> [AnswerOption]? {
        guard let first = range.first else { return nil }
        let options = questionnaire.items[first].options
        guard range.allSatisfy({ questionnaire.items[$0].options == options }) else { return nil }
        return options
    }

    private func keys(_ options: [AnswerOption]) -> [Chart.Key] {
        let steps = options.filter { $0.value != nil }
        guard steps.count <= Self.stepsMaximum else { return [] }
        return steps.enumerated().map {
            .step($0, of: steps.count, $1.label.text(in: language.code))
        }
            + options.filter { $0.value == nil }.map {
                .special($0.label.text(in: language.code))
            }
    }

    private func itemRow(_ item: Int, _ set: RespondentSet) -> RowChart.Row {
        let entry = self.item(item, set)
        guard let figures = entry?.figures else {
            return RowChart.Row(
                text(item),
                marks: [.absent(entry?.hidden.map(hiddenWord) ?? say("inga svar", "no answers"))])
        }
        let total = figures.distribution.reduce(0) { $0 + $1.count }
        guard total > 0 else {
            return RowChart.Row(text(item), marks: [.absent(say("inga svar", "no answers"))])
        }
        return RowChart.Row(
            text(item), marks: marks(item, figures, total),
            note: figures.mean.map { text($0) } ?? "")
    }

    private func marks(_ item: Int, _ figures: ItemFigures, _ total: Int) -> [RowChart.Mark] {
        let options = questionnaire.items[item].options
        let steps = options.filter { $0.value != nil }.count
        var (begin, step) = (0.0, 0)
        // Special answers come last, so that the steps lie side by side.
        let ordered =
            options.indices.filter { options[$0].value != nil }
            + options.indices.filter { options[$0].value == nil }
        return ordered.compactMap { index in
            let width = Double(figures.distribution[index].count) / Double(total) * 100
            let hasValue = options[index].value != nil
            defer {
                begin += width
                if hasValue { step += 1 }
            }
            guard width > 0 else { return nil }
            return hasValue
                ? .share(from: begin, to: begin + width, step: step, of: steps)
                : .special(from: begin, to: begin + width)
        }
    }

    private func itemTable(
        _ caption: String, _ range: Range<Int>, _ set: RespondentSet
    ) -> DataTable {
        let options = sharedOptions(range)
        let heads =
            options.map { $0.map { $0.label.text(in: language.code) } }
            ?? [say("Antal per svar", "Number of each answer")]
        return DataTable(
            caption,
            columns: [
                .init(say("Påstående", "Statement")),
                .init(say("Medelvärde", "Mean"), isNumeric: true),
                .init(say("Svar med värde", "Answers with a value"), isNumeric: true),
            ] + heads.map { .init($0, isNumeric: true) },
            rows: range.map { item in
                [HTML(text(item))] + cells(item, set, columns: options.map(\.count))
            })
    }

    private func cells(_ item: Int, _ set: RespondentSet, columns: Int?) -> [HTML] {
        let entry = self.item(item, set)
        let place = "items \(questionnaire.items[item].id) \(set.text)"
        guard let figures = entry?.figures else {
            let word = entry?.hidden.map(hiddenWord) ?? "–"
            return [HTML(word)] + Array(repeating: HTML("–"), count: 1 + (columns ?? 1))
        }
        let counts = figures.distribution.map { entry in
            figure(entry.count, "\(place) distribution \(entry.code)")
        }
        let mean = figure(figures.mean, "\(place) mean")
        let n = figure(figures.n, "\(place) n")
        if columns != nil { return [mean, n] + counts }
        let labels = questionnaire.items[item].options.map { $0.label.text(in: language.code) }
        return [
            mean, n,
            HTML(zip(labels, counts).map { HTML([HTML("\($0): "), $1, HTML("; ")]) }),
        ]
    }
}
