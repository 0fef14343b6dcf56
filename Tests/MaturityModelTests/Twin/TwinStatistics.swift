import Foundation

/// Textbook statistics over lists of numbers.
enum TwinStatistics {
    static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    static func deviation(_ values: [Double]) -> Double? {
        guard values.count > 1, let mean = mean(values) else { return nil }
        let squares = values.map { pow($0 - mean, 2) }.reduce(0, +)
        return sqrt(squares / Double(values.count - 1))
    }

    static func quartile(_ quarter: Int, _ values: [Double]) -> Double {
        let sorted = values.sorted()
        let position = Double(quarter) / 4 * Double(sorted.count - 1)
        let low = Int(floor(position))
        let high = Int(ceil(position))
        return sorted[low] * (1 - (position - Double(low))) + sorted[high]
            * (position - Double(low))
    }

    /// P(|T| ≤ t) for whole degrees of freedom, by the finite sums of trigonometric functions
    /// (Abramowitz and Stegun 26.7.3 and 26.7.4).
    static func inside(_ t: Double, _ freedom: Int) -> Double {
        let angle = atan(t / sqrt(Double(freedom)))
        if freedom % 2 == 1 {
            var sum = 0.0
            var term = cos(angle)
            var step = 3
            if freedom > 1 { sum = term }
            while step < freedom {
                term *= Double(step - 1) / Double(step) * pow(cos(angle), 2)
                sum += term
                step += 2
            }
            return 2 / Double.pi * (angle + sin(angle) * sum)
        }
        var sum = 1.0
        var term = 1.0
        var step = 2
        while step < freedom {
            term *= Double(step - 1) / Double(step) * pow(cos(angle), 2)
            sum += term
            step += 2
        }
        return sin(angle) * sum
    }

    /// By degrees of freedom, from 1.
    private static let quantiles = (1...200).map { quantile($0) }

    private static func quantile(_ freedom: Int) -> Double {
        var low = 0.0
        var high = 20.0
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if inside(middle, freedom) < 0.95 { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    static func interval(_ values: [Double], invited: Int?) -> (low: Double, high: Double)? {
        guard let mean = mean(values), let deviation = deviation(values) else { return nil }
        let n = Double(values.count)
        var half = quantiles[values.count - 2] * deviation / sqrt(n)
        if let invited, invited >= values.count, invited > 1 {
            half *= sqrt((Double(invited) - n) / (Double(invited) - 1))
        }
        return (mean - half, mean + half)
    }
}
