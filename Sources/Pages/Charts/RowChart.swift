/// A drawing with one row for each thing and one scale for all: bars with intervals, marks to
/// compare, boxes, or shares that fill the row.
package struct RowChart: Sendable {
    /// Something that is drawn in a row.
    package enum Mark: Hashable, Sendable {
        /// A bar from the scale's beginning.
        case bar(Double)
        /// An interval.
        case interval(Double, Double)
        /// A mark.
        case dot(Double, Chart.Look)
        /// A line between two marks.
        case link(Double, Double)
        /// Minimum, quartiles and maximum.
        case box([Double])
        /// A share of the row, from and to, of a step of a scale.
        case share(from: Double, to: Double, step: Int, of: Int)
        /// A share of the row of a special answer.
        case special(from: Double, to: Double)
        /// Why there is nothing, said at the same place whatever is hidden.
        case absent(String)
    }

    /// One row.
    package struct Row: Hashable, Sendable {
        let name: String
        let depth: Int
        let marks: [Mark]
        let note: String

        /// A row; `note` is the figure in words at its end, `depth` how far below others it is.
        package init(_ name: String, depth: Int = 0, marks: [Mark], note: String = "") {
            self.name = name
            self.depth = depth
            self.marks = marks
            self.note = note
        }
    }

    /// What the drawing measures in.
    package struct Scale: Hashable, Sendable {
        let low: Double
        let high: Double
        let ticks: [Double]

        /// A scale with lines at some of its numbers.
        package init(_ low: Double, _ high: Double, ticks: [Double]) {
            self.low = low
            self.high = max(high, low + 1)
            self.ticks = ticks
        }

        /// Percent of what can be reached.
        package static let percent = Scale(0, 100, ticks: [0, 25, 50, 75, 100])

        /// The part of percent where values are, in whole tens, for marks that are told apart by
        /// their distance; a bar wants all of it.
        package static func fitting(_ values: [Double]) -> Scale {
            guard let least = values.min(), let most = values.max() else { return percent }
            let low = max(0, ((least - 5) / 10).rounded(.down) * 10)
            let high = min(100, ((most + 5) / 10).rounded(.up) * 10)
            return Scale(low, high, ticks: Array(stride(from: low, through: high, by: 10)))
        }

        /// A scale around zero that reaches as far as the values do, at least 10.
        package static func around(_ values: [Double]) -> Scale {
            let far = values.map { abs($0) }.max() ?? 0
            let reach = max(10, (far / 10).rounded(.up) * 10)
            return Scale(-reach, reach, ticks: [-reach, -reach / 2, 0, reach / 2, reach])
        }
    }

    /// How much room names and notes have.
    package struct Room: Hashable, Sendable {
        let name: Double
        let note: Double

        /// For names of areas and organizations.
        package static let names = Room(name: 250, note: 150)
        /// For whole sentences.
        package static let sentences = Room(name: 380, note: 60)
    }

    static let width = 760.0
    private static let top = 24.0
    private static let lineHeight = 16.0

    private let rows: [Row]
    private let scale: Scale
    private let room: Room
    private let language: Language

    /// Rows on a scale.
    package init(_ rows: [Row], on scale: Scale, room: Room = .names, language: Language) {
        self.rows = rows
        self.scale = scale
        self.room = room
        self.language = language
    }

    /// The drawing with a key to its marks.
    package func drawing(_ keys: [Chart.Key] = []) -> Chart.Drawing {
        var y = Self.top
        var shapes: [HTML] = []
        for row in rows {
            let lines = Shape.lines(row.name, columns: columns(row))
            let height = max(26, Double(lines.count) * Self.lineHeight + 10)
            shapes += self.shapes(of: row, lines, from: y, height: height)
            y += height
        }
        return Chart.Drawing(
            width: Self.width, height: y + 6, shapes: HTML([grid(to: y)] + shapes), keys: keys)
    }

    private func columns(_ row: Row) -> Int {
        max(12, Int((room.name - indent(row)) / 6.9))
    }

    private func indent(_ row: Row) -> Double { Double(min(4, max(0, row.depth - 1))) * 14 }

    private var start: Double { room.name + 8 }
    private var end: Double { Self.width - room.note - 8 }

    private func x(_ value: Double) -> Double {
        let share = (value - scale.low) / (scale.high - scale.low)
        return start + min(1, max(0, share)) * (end - start)
    }

    private func grid(to bottom: Double) -> HTML {
        HTML(
            scale.ticks.map { tick in
                let isZero = tick == 0 && scale.low < 0
                return HTML([
                    Shape.line(
                        isZero ? "plot-zero" : "plot-grid", Shape.Point(x(tick), Self.top - 4),
                        Shape.Point(x(tick), bottom)),
                    Shape.text(
                        "plot-tick", Shape.Point(x(tick), Self.top - 9), language.number(tick)),
                ])
            })
    }

    private func shapes(
        of row: Row, _ lines: [String], from top: Double, height: Double
    ) -> [HTML] {
        let middle = top + height / 2
        let first = middle - Double(lines.count - 1) * Self.lineHeight / 2 + 4.5
        let look = row.depth <= 1 && rows.contains { $0.depth > 1 } ? "plot-strong" : "plot-name"
        let names = lines.enumerated().map { index, line in
            Shape.text(
                look, Shape.Point(indent(row), first + Double(index) * Self.lineHeight), line)
        }
        let note = Shape.text("plot-note", Shape.Point(end + 10, middle + 4.5), row.note)
        return names + row.marks.map { shape(of: $0, at: middle) } + [
            row.note.isEmpty ? .empty : note
        ]
    }

    private func shape(of mark: Mark, at y: Double) -> HTML {
        switch mark {
        case .bar(let value):
            Shape.box(
                "plot-bar", Shape.Point(x(max(0, scale.low)), y - 8), Shape.Point(x(value), y + 8))
        case .interval(let low, let high): interval(low, high, at: y)
        case .dot(let value, let look): Shape.dot(look, Shape.Point(x(value), y))
        case .link(let from, let to):
            Shape.line("plot-link", Shape.Point(x(from), y), Shape.Point(x(to), y))
        case .box(let numbers): box(numbers, at: y)
        case .share(let from, let to, let step, let count):
            Shape.box(
                Self.stepLook(step, of: count), Shape.Point(x(from), y - 9),
                Shape.Point(x(to), y + 9))
        case .special(let from, let to):
            Shape.box("plot-special", Shape.Point(x(from), y - 9), Shape.Point(x(to), y + 9))
        case .absent(let reason):
            HTML([
                Shape.box("plot-absent", Shape.Point(start, y - 8), Shape.Point(end, y + 8)),
                Shape.text("plot-reason", Shape.Point(start + 8, y + 4), reason),
            ])
        }
    }

    /// The class of a step: from light to dark, so that gray paper keeps the order.
    static func stepLook(_ step: Int, of count: Int) -> String {
        let place = count > 1 ? Double(step) / Double(count - 1) : 1
        return "plot-step plot-step-\(Int((place * 6).rounded()))"
    }

    private func interval(_ low: Double, _ high: Double, at y: Double) -> HTML {
        HTML([
            Shape.line("plot-interval", Shape.Point(x(low), y), Shape.Point(x(high), y)),
            Shape.line("plot-interval", Shape.Point(x(low), y - 4), Shape.Point(x(low), y + 4)),
            Shape.line("plot-interval", Shape.Point(x(high), y - 4), Shape.Point(x(high), y + 4)),
        ])
    }

    private func box(_ numbers: [Double], at y: Double) -> HTML {
        guard numbers.count == 5 else { return .empty }
        let places = numbers.map(x)
        return HTML([
            interval(numbers[0], numbers[4], at: y),
            Shape.box("plot-range", Shape.Point(places[1], y - 8), Shape.Point(places[3], y + 8)),
            Shape.line("plot-median", Shape.Point(places[2], y - 8), Shape.Point(places[2], y + 8)),
        ])
    }
}
