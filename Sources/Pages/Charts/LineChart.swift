/// Figures over time: a line for each series, broken where its figures cannot be compared.
package struct LineChart: Sendable {
    /// One series.
    package struct Series: Hashable, Sendable {
        let name: String
        let values: [Double?]
        let breaks: Set<Int>

        /// A series with a value or nothing for each moment; `breaks` holds the moments that
        /// cannot be compared with the one before.
        package init(_ name: String, values: [Double?], breaks: Set<Int> = []) {
            self.name = name
            self.values = values
            self.breaks = breaks
        }
    }

    private static let frame = (left: 44.0, top: 14.0, width: 470.0, height: 260.0)
    private static let labelHeight = 17.0

    private let moments: [String]
    private let series: [Series]
    private let language: Language
    private let range: ClosedRange<Double>

    /// Series over the same moments; four have looks of their own.
    package init(_ series: [Series], over moments: [String], language: Language) {
        self.series = series
        self.moments = moments
        self.language = language
        let values = series.flatMap { $0.values.compactMap { $0 } }
        let low = max(0, (((values.min() ?? 0) - 5) / 10).rounded(.down) * 10)
        let high = min(100, (((values.max() ?? 100) + 5) / 10).rounded(.up) * 10)
        range = low...max(high, low + 10)
    }

    private func place(_ moment: Int, _ value: Double) -> Shape.Point {
        let frame = Self.frame
        let across = moments.count > 1 ? Double(moment) / Double(moments.count - 1) : 0.5
        let up = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return Shape.Point(
            frame.left + 20 + across * (frame.width - 40), frame.top + (1 - up) * frame.height)
    }

    /// The drawing.
    package var drawing: Chart.Drawing {
        Chart.Drawing(
            width: RowChart.width, height: Self.frame.top + Self.frame.height + 34,
            shapes: HTML([axes] + series.indices.map(lines) + [labels]))
    }

    private var axes: HTML {
        let frame = Self.frame
        let levels = stride(from: range.lowerBound, through: range.upperBound, by: 10).map { tick in
            let y = place(0, tick).y
            return HTML([
                Shape.line(
                    "plot-grid", Shape.Point(frame.left, y),
                    Shape.Point(frame.left + frame.width, y)),
                Shape.text(
                    "plot-tick-left", Shape.Point(frame.left - 8, y + 4), language.number(tick)),
            ])
        }
        let times = moments.indices.map { index in
            Shape.text(
                "plot-tick",
                Shape.Point(place(index, range.lowerBound).x, frame.top + frame.height + 20),
                moments[index])
        }
        return HTML(levels + times)
    }

    private func lines(_ index: Int) -> HTML {
        let look = Chart.Look.numbered(index)
        let values = series[index].values
        var shapes: [HTML] = []
        for moment in values.indices.dropFirst() {
            guard let before = values[moment - 1], let value = values[moment] else { continue }
            let (from, to) = (place(moment - 1, before), place(moment, value))
            if series[index].breaks.contains(moment) {
                shapes.append(breakMark(between: from, to))
            } else {
                shapes.append(Shape.line("plot-line plot-line-\(look.rawValue + 1)", from, to))
            }
        }
        for (moment, value) in values.enumerated() {
            if let value { shapes.append(Shape.dot(look, place(moment, value), radius: 5)) }
        }
        return HTML(shapes)
    }

    /// Two short strokes in the place of a line: what is left and right does not compare.
    private func breakMark(between from: Shape.Point, _ to: Shape.Point) -> HTML {
        let (x, y) = ((from.x + to.x) / 2, (from.y + to.y) / 2)
        return HTML(
            [-4.0, 4.0].map { shift in
                Shape.line(
                    "plot-break", Shape.Point(x + shift - 4, y + 9),
                    Shape.Point(x + shift + 4, y - 9))
            })
    }

    /// The names at the ends of the lines, moved apart where they would overlap.
    private var labels: HTML {
        let ends = series.enumerated().compactMap { index, entry in
            entry.values.lastIndex { $0 != nil }.flatMap { last in
                entry.values[last].map { (index: index, value: $0, y: place(last, $0).y) }
            }
        }.sorted { ($0.y, $0.index) < ($1.y, $1.index) }
        var below = -Double.infinity
        let x = Self.frame.left + Self.frame.width + 10
        return HTML(
            ends.map { end in
                below = max(end.y + 4, below + Self.labelHeight)
                return HTML([
                    Shape.dot(.numbered(end.index), Shape.Point(x, below - 4), radius: 4),
                    Shape.text(
                        "plot-name", Shape.Point(x + 10, below),
                        Shape.lines(series[end.index].name, columns: 28, maximum: 1)[0]),
                ])
            })
    }
}
