import MaturityModel
import Pages

/// Organizations beside each other: by type, by category, and how they spread.
extension Report {
    /// The two dimensions that make a type; nil when there are fewer.
    private var dimensions: (first: Int, second: Int)? {
        let children = questionnaire.nodes[0].children
        return children.count > 1 ? (children[0], children[1]) : nil
    }

    /// The map of organizations by the first two dimensions.
    var typeMap: HTML {
        guard let dimensions, !released.roster.organizations.isEmpty else { return .empty }
        let cut = questionnaire.typeCutoffs
        let (first, second) = (title(dimensions.first), title(dimensions.second))
        let cuts = "\(language.number(cut[0])) \(say("och", "and")) \(language.number(cut[1]))"
        let spots = self.spots(dimensions)
        return section(
            "types", say("Organisationer efter typ", "Organizations by type"),
            say(
                "Typen följer av om \(first.lowercased()) och \(second.lowercased()) når"
                    + " sina gränser"
                    + " (\(cuts)). Nära en gräns säger typen lite: några svar till kunde ha gett en"
                    + " annan.",
                "The type follows from whether \(first.lowercased()) and"
                    + " \(second.lowercased()) reach"
                    + " their cut-offs (\(cuts)). Close to a cut-off the type says little:"
                    + " a few more"
                    + " answers could have given another.")
        ) {
            Chart(
                "types-chart",
                words: (
                    say("\(first) och \(second)", "\(first) and \(second)"),
                    say(
                        "Karta med \(spots.count) organisationer. Streckade linjer är gränserna.",
                        "A map of \(spots.count) organizations. Dashed lines are the cut-offs.")
                ),
                drawing: TypeMap(
                    spots.map(\.spot), cutoffs: (cut[0], cut[1]),
                    words: .init(horizontal: first, vertical: second, quarters: quarters)
                ).drawing(kindKeys), table: typeTable(dimensions, spots), language: language)
            typeDescriptions
            others(at: "types")
        }
    }

    private typealias NumberedSpot = (id: String, spot: TypeMap.Spot)

    private func spots(_ dimensions: (first: Int, second: Int)) -> [NumberedSpot] {
        var spots: [NumberedSpot] = []
        for organization in listed {
            let set = RespondentSet.organization(organization.id)
            guard let x = cell(dimensions.first, set)?.figures?.mean,
                let y = cell(dimensions.second, set)?.figures?.mean
            else { continue }
            let kind = kinds.firstIndex(of: .kind(organization.kind)) ?? 3
            spots.append(
                (
                    organization.id,
                    TypeMap.Spot(spots.count + 1, x: x, y: y, look: .numbered(kind))
                ))
        }
        return spots
    }

    private var kindKeys: [Chart.Key] {
        kinds.count > 1 ? kinds.enumerated().map { .mark(.numbered($0), name($1)) } : []
    }

    private var quarters: [String] {
        [MaturityType.a, .b, .c, .d].map(typeName)
    }

    private func typeName(_ type: MaturityType) -> String {
        let title = questionnaire.types[type]?.title.text(in: language.code)
        return title.map { "\(type.rawValue) · \($0)" } ?? type.rawValue
    }

    private func typeTable(
        _ dimensions: (first: Int, second: Int), _ spots: [NumberedSpot]
    ) -> DataTable {
        let numbers = Dictionary(spots.map { ($0.id, $0.spot.number) }) { first, _ in first }
        return DataTable(
            say("Organisationernas typ", "The organizations' types"),
            columns: [
                .init(say("Organisation", "Organization")),
                .init(say("Nr", "No."), isNumeric: true),
                .init(title(dimensions.first), isNumeric: true),
                .init(title(dimensions.second), isNumeric: true), .init(say("Typ", "Type")),
                .init(say("Flaskhals", "Bottleneck")),
            ],
            rows: listed.map { organization in
                let set = RespondentSet.organization(organization.id)
                let type = types[set]
                return [
                    HTML(organization.name), HTML(numbers[organization.id].map { "\($0)" } ?? "–"),
                    mean(dimensions.first, set), mean(dimensions.second, set),
                    HTML(type?.type.map(typeName) ?? "–"), bottleneck(type, set),
                ]
            })
    }

    private func bottleneck(_ type: TypeFigures?, _ set: RespondentSet) -> HTML {
        guard let bottleneck = type?.bottleneck,
            let node = questionnaire.nodeIndex(of: bottleneck.node)
        else { return HTML("–") }
        return HTML([
            HTML("\(title(node)) "),
            figure(bottleneck.mean, "types \(set.text) bottleneck mean"),
        ])
    }

    private var typeDescriptions: HTML {
        guard !questionnaire.types.isEmpty else { return .empty }
        return tag("dl", .class("summary")) {
            for type in MaturityType.allCases {
                if let text = questionnaire.types[type]?.text.text(in: language.code) {
                    tag("div") {
                        tag("dt") { typeName(type) }
                        tag("dd") { tag("p") { text } }
                    }
                }
            }
        }
    }

    /// Organizations by category, shaded.
    var heatMap: HTML {
        guard !released.roster.organizations.isEmpty else { return .empty }
        let nodes = [0] + questionnaire.categories.filter { $0 != 0 }
        return section(
            "heat", say("Organisationer och kategorier", "Organizations and categories"),
            heatMeaning
        ) {
            finder
            HeatTable(
                say(
                    "Organisationernas procent av full mognad",
                    "The organizations' percent of full maturity"),
                heads: [say("Organisation", "Organization")] + nodes.map(title),
                rows: listed.map { organization in
                    let set = RespondentSet.organization(organization.id)
                    return (HTML(organization.name), nodes.map { heatCell($0, set) })
                })
            markKey
            others(at: "heat")
        }
    }

    private var heatMeaning: String {
        guard part.order == .roster else {
            return say(
                "Mörkare är högre. Raderna står i ordning efter helheten; de utan visad siffra står"
                    + " sist. Små skillnader kan vara slump.",
                "Darker is higher. The rows are in the order of the whole; those without a shown"
                    + " figure come last. Small differences can be chance.")
        }
        return say(
            "Mörkare är högre. Raderna står i bokstavsordning efter organisationernas id, inte"
                + " efter resultat.",
            "Darker is higher. The rows are in the order of the organizations' ids, not of their"
                + " results.")
    }

    private func heatCell(_ node: Int, _ set: RespondentSet) -> HeatTable.Cell {
        guard let cell = cell(node, set) else { return .nothing("–") }
        if let hidden = cell.hidden { return .hidden(mark(hidden), reason: hiddenWord(hidden)) }
        guard let mean = cell.figures?.mean else { return .nothing("–") }
        return .figure(
            mean,
            tag(
                "data", Attribute("value", "\(mean)"),
                Attribute("data-figure", "\(place(node, set)) mean")
            ) { language.number(mean, decimals: decimals) })
    }
}
