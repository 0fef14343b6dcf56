/// Parts of a questionnaire by their means, as figures are shown and never by hidden decimals.
///
/// Parts with the same figure share a place and keep the order of the questionnaire; none of them
/// is called stronger than another.
package struct Ranking: Sendable {
    /// A part with its mean.
    package struct Entry: Hashable, Sendable {
        /// The index of the node in the questionnaire.
        package let node: Int
        /// Its mean in percent.
        package let mean: Double

        /// A part with its mean.
        package init(node: Int, mean: Double) {
            self.node = node
            self.mean = mean
        }
    }

    /// One end of a ranking.
    package struct End: Sendable {
        /// The parts that are named, the outermost first, with their places from 1.
        package let named: [(place: Int, entry: Entry)]
        /// Parts that share the next place and are too many to name, or as strong as weak.
        package let unnamed: Int
        /// The figure of those that share the last place.
        package let figure: Double
    }

    /// Parts that are named as strongest and as weakest, unless some share the last place.
    private static let endMaximum = 3
    /// Parts that are named when some share the last place.
    private static let sharingMaximum = 6

    /// The parts, the highest figure first.
    package let highestFirst: [Entry]
    private let lowestFirst: [Entry]
    private let decimals: Int

    /// A ranking of parts in the order of the questionnaire.
    ///
    /// - Parameter decimals: with how many decimals figures are shown: none or one.
    package init(_ entries: [Entry], decimals: Int) {
        func sorted(_ isBefore: (Double, Double) -> Bool) -> [Entry] {
            entries.sorted { left, right in
                let one = Self.shown(left.mean, decimals)
                let other = Self.shown(right.mean, decimals)
                return one == other ? left.node < right.node : isBefore(one, other)
            }
        }
        highestFirst = sorted(>)
        lowestFirst = sorted(<)
        self.decimals = decimals
    }

    /// The strongest parts; nil when there are fewer than two to compare.
    package var strongest: End? { end(highestFirst, beside: lowestFirst) }

    /// The weakest parts; nil when there are fewer than two to compare.
    package var weakest: End? { end(lowestFirst, beside: highestFirst) }

    /// Whether two means are the same figure when they are shown.
    package func isSame(_ left: Double, _ right: Double) -> Bool {
        Self.shown(left, decimals) == Self.shown(right, decimals)
    }

    /// A figure as it is shown, in its last decimal.
    private static func shown(_ mean: Double, _ decimals: Int) -> Double {
        (mean * (decimals == 0 ? 1 : 10)).rounded()
    }

    /// The first of a ranking with all that share the last place, or without any of those.
    private func end(_ ranked: [Entry], beside other: [Entry]) -> End? {
        let count = min(Self.endMaximum, ranked.count / 2)
        guard count > 0 else { return nil }
        let figure = ranked[count - 1].mean
        let ahead = ranked.prefix { !isSame($0.mean, figure) }
        let sharing = ranked.dropFirst(ahead.count).prefix { isSame($0.mean, figure) }
        let isMiddle = isSame(other[count - 1].mean, figure)
        guard !isMiddle, ahead.count + sharing.count <= Self.sharingMaximum else {
            return End(named: places(Array(ahead)), unnamed: sharing.count, figure: figure)
        }
        return End(named: places(Array(ranked[..<sharing.endIndex])), unnamed: 0, figure: figure)
    }

    private func places(_ entries: [Entry]) -> [(place: Int, entry: Entry)] {
        entries.map { entry in
            (1 + entries.prefix { !isSame($0.mean, entry.mean) }.count, entry)
        }
    }
}
