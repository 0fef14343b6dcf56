/// A map of things by two figures, divided by a cut-off of each.
package struct TypeMap: Sendable {
    /// One thing on the map.
    package struct Spot: Hashable, Sendable {
        /// The number by which the table names it.
        package let number: Int
        let x: Double
        let y: Double
        let look: Chart.Look

        /// A thing with the number by which the table names it.
        package init(_ number: Int, x: Double, y: Double, look: Chart.Look) {
            self.number = number
            self.x = x
            self.y = y
            self.look = look
        }
    }

    /// The words around the map.
    package struct Words: Hashable, Sendable {
        let horizontal: String
        let vertical: String
        let quarters: [String]

        /// The titles of the axes, and of the quarters: both low, right, above, both high.
        package init(horizontal: String, vertical: String, quarters: [String]) {
            self.horizontal = horizontal
            self.vertical = vertical
            self.quarters = quarters
        }
    }

    /// Spots up to which each has its number in it.
    private static let numberedMaximum = 60
    private static let frame = (left: 56.0, top: 12.0, width: 660.0, height: 440.0)

    private let spots: [Spot]
    private let cutoffs: (x: Double, y: Double)
    private let words: Words
    private let ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>)

    /// A map of at least some things; it shows the part of the scales where they are.
    package init(_ spots: [Spot], cutoffs: (x: Double, y: Double), words: Words) {
        self.spots = spots
        self.cutoffs = cutoffs
        self.words = words
        ranges = (
            Self.range(spots.map(\.x) + [cutoffs.x]), Self.range(spots.map(\.y) + [cutoffs.y])
        )
    }

    /// Whole tens around the values.
    private static func range(_ values: [Double]) -> ClosedRange<Double> {
        let low = ((values.min() ?? 0) / 10 - 0.3).rounded(.down) * 10
        let high = ((values.max() ?? 100) / 10 + 0.3).rounded(.up) * 10
        return max(0, low)...min(100, max(high, max(0, low) + 10))
    }

    private func place(_ x: Double, _ y: Double) -> Shape.Point {
        let (frame, ranges) = (Self.frame, ranges)
        let across = (x - ranges.x.lowerBound) / (ranges.x.upperBound - ranges.x.lowerBound)
        let up = (y - ranges.y.lowerBound) / (ranges.y.upperBound - ranges.y.lowerBound)
        return Shape.Point(
            frame.left + across * frame.width, frame.top + (1 - up) * frame.height)
    }

    /// The drawing with a key to its marks.
    package func drawing(_ keys: [Chart.Key]) -> Chart.Drawing {
        Chart.Drawing(
            width: RowChart.width, height: Self.frame.top + Self.frame.height + 52,
            shapes: HTML([field, axes, cuts, quarters] + spots.map(shape)), keys: keys)
    }

    private var field: HTML {
        Shape.box(
            "plot-field", place(ranges.x.lowerBound, ranges.y.upperBound),
            place(ranges.x.upperBound, ranges.y.lowerBound))
    }

    private func ticks(_ range: ClosedRange<Double>) -> [Double] {
        Array(stride(from: range.lowerBound, through: range.upperBound, by: 10))
    }

    private var axes: HTML {
        let (low, bottom) = (ranges.x.lowerBound, ranges.y.lowerBound)
        let across = ticks(ranges.x).map { tick in
            let foot = place(tick, bottom)
            return HTML([
                Shape.line("plot-grid", foot, place(tick, ranges.y.upperBound)),
                Shape.text("plot-tick", Shape.Point(foot.x, foot.y + 16), "\(Int(tick))"),
            ])
        }
        let up = ticks(ranges.y).map { tick in
            let foot = place(low, tick)
            return HTML([
                Shape.line("plot-grid", foot, place(ranges.x.upperBound, tick)),
                Shape.text("plot-tick-left", Shape.Point(foot.x - 8, foot.y + 4), "\(Int(tick))"),
            ])
        }
        let end = place(ranges.x.upperBound, bottom)
        let begin = place(low, ranges.y.upperBound)
        return HTML(
            across + up + [
                Shape.text(
                    "plot-axis-end", Shape.Point(end.x, end.y + 38), words.horizontal + " →"),
                Shape.text(
                    "plot-axis", Shape.Point(begin.x + 8, begin.y + 18), "↑ " + words.vertical),
            ])
    }

    private var cuts: HTML {
        HTML([
            Shape.line(
                "plot-cut", place(cutoffs.x, ranges.y.lowerBound),
                place(cutoffs.x, ranges.y.upperBound)),
            Shape.line(
                "plot-cut", place(ranges.x.lowerBound, cutoffs.y),
                place(ranges.x.upperBound, cutoffs.y)),
        ])
    }

    private var quarters: HTML {
        guard words.quarters.count == 4 else { return .empty }
        let (left, right) = (
            place(ranges.x.lowerBound, 0).x + 8, place(ranges.x.upperBound, 0).x - 8
        )
        let cut = place(cutoffs.x, cutoffs.y).y
        let bottom = place(0, ranges.y.lowerBound).y - 8
        return HTML([
            Shape.text("plot-quarter", Shape.Point(left, bottom), words.quarters[0]),
            Shape.text("plot-quarter-end", Shape.Point(right, bottom), words.quarters[1]),
            Shape.text("plot-quarter", Shape.Point(left, cut - 8), words.quarters[2]),
            Shape.text("plot-quarter-end", Shape.Point(right, cut - 8), words.quarters[3]),
        ])
    }

    private func shape(_ spot: Spot) -> HTML {
        let place = place(spot.x, spot.y)
        guard spots.count <= Self.numberedMaximum else {
            return Shape.dot(spot.look, place, radius: 4)
        }
        return HTML([
            Shape.dot(spot.look, place, radius: 9),
            Shape.text("plot-number", Shape.Point(place.x, place.y + 3.5), "\(spot.number)"),
        ])
    }
}
