import CoreMetrics
import Synchronization

/// Every figure that the service counts, in memory, as swift-metrics hands them over.
///
/// Labels are words of this program, never of a request, so their number is bounded.
final class MetricsRegistry: MetricsFactory, Sendable {
    /// A figure's name and labels.
    struct Name: Hashable, Comparable, Sendable {
        /// The name.
        let label: String
        /// The labels with their values, in the order of names.
        let dimensions: [String]

        init(_ label: String, _ dimensions: [(String, String)]) {
            self.label = Self.plain(label)
            self.dimensions = dimensions.sorted { $0.0 < $1.0 }.map { name, value in
                let quoted = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                    .replacing("\n", with: "\\n")
                return "\(Self.plain(name))=\"\(quoted)\""
            }
        }

        private static func plain(_ text: String) -> String {
            String(
                text.unicodeScalars.map { scalar in
                    let isPlain =
                        scalar.isASCII
                        && (scalar.properties.isAlphabetic
                            || ("0"..."9").contains(Character(scalar)))
                    return isPlain ? Character(scalar) : "_"
                })
        }

        static func < (left: Name, right: Name) -> Bool {
            (left.label, left.dimensions.joined()) < (right.label, right.dimensions.joined())
        }
    }

    private struct Figures {
        var counters: [Name: SumFigure] = [:]
        var gauges: [Name: GaugeFigure] = [:]
        var histograms: [Name: HistogramFigure] = [:]
    }

    private let figures = Mutex(Figures())

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(label, dimensions)
    }

    func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        counter(label, dimensions)
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        figures.withLock { Self.figure(Name(label, dimensions), in: &$0.gauges, GaugeFigure()) }
    }

    func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        figures.withLock { figures -> any RecorderHandler in
            if aggregate {
                return Self.figure(
                    Name(label, dimensions), in: &figures.histograms, HistogramFigure())
            }
            return Self.figure(Name(label, dimensions), in: &figures.gauges, GaugeFigure())
        }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        figures.withLock {
            Self.figure(Name(label, dimensions), in: &$0.histograms, HistogramFigure())
        }
    }

    // The figures stay for as long as the service runs.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    private func counter(_ label: String, _ dimensions: [(String, String)]) -> SumFigure {
        figures.withLock { Self.figure(Name(label, dimensions), in: &$0.counters, SumFigure()) }
    }

    private static func figure<Figure>(
        _ name: Name, in figures: inout [Name: Figure], _ new: @autoclosure () -> Figure
    ) -> Figure {
        if let known = figures[name] { return known }
        let figure = new()
        figures[name] = figure
        return figure
    }

    /// Every figure as Prometheus reads text.
    var exposition: String {
        let figures = figures.withLock { $0 }
        var text = ""
        var described: Set<String> = []
        func describe(_ name: Name, _ type: String) {
            if described.insert(name.label).inserted {
                text += "# TYPE \(name.label) \(type)\n"
            }
        }
        for (name, figure) in figures.counters.sorted(by: { $0.key < $1.key }) {
            describe(name, "counter")
            text += Self.line(name.label, name.dimensions, figure.value)
        }
        for (name, figure) in figures.gauges.sorted(by: { $0.key < $1.key }) {
            describe(name, "gauge")
            text += Self.line(name.label, name.dimensions, figure.value)
        }
        for (name, figure) in figures.histograms.sorted(by: { $0.key < $1.key }) {
            describe(name, "histogram")
            let (counts, count, sum) = figure.values
            for (bound, below) in zip(HistogramFigure.bounds, counts) {
                text += Self.line(
                    name.label + "_bucket", name.dimensions + ["le=\"\(bound)\""], Double(below))
            }
            text += Self.line(
                name.label + "_bucket", name.dimensions + ["le=\"+Inf\""], Double(count))
            text += Self.line(name.label + "_sum", name.dimensions, sum)
            text += Self.line(name.label + "_count", name.dimensions, Double(count))
        }
        return text
    }

    private static func line(_ label: String, _ dimensions: [String], _ value: Double) -> String {
        let labels = dimensions.isEmpty ? "" : "{\(dimensions.joined(separator: ","))}"
        let isWhole = value == value.rounded() && abs(value) < 1e15
        return "\(label)\(labels) \(isWhole ? "\(Int64(value))" : "\(value)")\n"
    }
}
