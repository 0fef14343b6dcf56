import Foundation
import MaturityModel
import Pages

/// What is strongest and weakest, by the figures as they are shown and never by hidden decimals.
extension Report {
    /// Parts that are named as strongest and as weakest, unless some share the last place.
    private static let extremesMaximum = 3
    /// Parts that are named when some share the last place.
    private static let sharingMaximum = 6

    typealias RankedNode = (node: Int, mean: Double)

    /// One end of a ranking.
    private struct End {
        let named: ArraySlice<RankedNode>
        /// Parts that share the next place and are too many to name, or as strong as weak.
        var unnamed = 0
        let figure: Double
    }

    /// A figure as it is shown, in its last decimal.
    func shown(_ mean: Double) -> Double {
        (mean * (decimals == 0 ? 1 : 10)).rounded()
    }

    /// The nodes that are shown and have a mean, the highest first; those with the same figure
    /// keep the order of the questionnaire.
    func ranking(_ nodes: [Int], _ set: RespondentSet, lowestFirst: Bool = false) -> [RankedNode] {
        nodes.compactMap { node in cell(node, set)?.figures?.mean.map { (node, $0) } }
            .sorted { left, right in
                let (one, other) = (shown(left.1), shown(right.1))
                guard one != other else { return left.0 < right.0 }
                return lowestFirst ? one < other : one > other
            }
    }

    /// The strongest and the weakest of the smallest parts.
    func extremes(of set: RespondentSet = .group) -> HTML {
        let leaves = questionnaire.nodes.indices.filter { questionnaire.nodes[$0].isLeaf }
        let (high, low) = (ranking(leaves, set), ranking(leaves, set, lowestFirst: true))
        let count = min(Self.extremesMaximum, high.count / 2)
        guard count > 0 else { return .empty }
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
                card(say("Starkast", "Strongest"), end(high, count, beside: low), set)
                card(say("Svagast", "Weakest"), end(low, count, beside: high), set)
            }
        }
    }

    /// The first of a ranking with all that share the last place, or without any of those.
    private func end(_ ranked: [RankedNode], _ count: Int, beside other: [RankedNode]) -> End {
        let figure = ranked[count - 1].mean
        let last = shown(figure)
        let ahead = ranked.prefix { shown($0.mean) != last }
        let sharing = ranked.dropFirst(ahead.count).prefix { shown($0.mean) == last }
        let isMiddle = shown(other[count - 1].mean) == last
        guard !isMiddle, ahead.count + sharing.count <= Self.sharingMaximum else {
            return End(named: ahead, unnamed: sharing.count, figure: figure)
        }
        return End(named: ranked.prefix(sharing.endIndex), figure: figure)
    }

    private func card(_ heading: String, _ end: End, _ set: RespondentSet) -> HTML {
        tag("li") {
            tag("h3") { heading }
            if !end.named.isEmpty {
                tag("ol") {
                    for entry in end.named {
                        tag("li", Attribute("value", "\(place(of: entry, in: end))")) {
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

    private func place(of entry: RankedNode, in end: End) -> Int {
        1 + end.named.prefix { shown($0.mean) != shown(entry.mean) }.count
    }
}
