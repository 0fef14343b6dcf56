import MaturityModel
import Pages

/// What is strongest and weakest, by the figures as they are shown and never by hidden decimals.
extension Report {
    /// The nodes that are shown and have a mean, ranked by it.
    func ranking(_ nodes: [Int], _ set: RespondentSet) -> Ranking {
        Ranking(
            nodes.compactMap { node in
                cell(node, set)?.figures?.mean.map { Ranking.Entry(node: node, mean: $0) }
            }, decimals: decimals)
    }

    /// The strongest and the weakest of the smallest parts.
    func extremes(of set: RespondentSet = .group) -> HTML {
        let leaves = questionnaire.nodes.indices.filter { questionnaire.nodes[$0].isLeaf }
        let ranking = ranking(leaves, set)
        guard let strongest = ranking.strongest, let weakest = ranking.weakest else {
            return .empty
        }
        return section(
            "extremes", say("Starkast och svagast", "Strongest and weakest"),
            say(
                "Bland de minsta delarna som visas. Delar med samma siffra delar plats och står i"
                    + " formulärets ordning. Det svagaste är ofta, men inte alltid, det som lönar"
                    + " sig mest att börja med.",
                "Among the smallest parts that are shown. Parts with the same figure share a place"
                    + " and stand in the order of the questionnaire. The weakest is often, but not"
                    + " always, what is most worth beginning with.")
        ) {
            tag("ul", .class("cards cards-pairs")) {
                card(say("Starkast", "Strongest"), strongest, set)
                card(say("Svagast", "Weakest"), weakest, set)
            }
        }
    }

    private func card(_ heading: String, _ end: Ranking.End, _ set: RespondentSet) -> HTML {
        tag("li") {
            tag("h3") { heading }
            if !end.named.isEmpty {
                tag("ol") {
                    for (place, entry) in end.named {
                        tag("li", Attribute("value", "\(place)")) {
                            "\(title(entry.node)) – "
                            mean(entry.node, set)
                        }
                    }
                }
            }
            if end.unnamed > 0 {
                tag("p", .class("hint")) {
                    say(
                        "\(end.unnamed) delar har samma siffra, \(text(end.figure)), och nämns"
                            + " därför inte var för sig.",
                        "\(end.unnamed) parts have the same figure, \(text(end.figure)), and so are"
                            + " not named one by one.")
                }
            }
        }
    }
}
