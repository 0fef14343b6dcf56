import Foundation
import Testing

@testable import MaturityModel

@Suite("Statistics")
struct StatisticsTests {
    @Test(
        "the t quantile agrees with printed tables",
        arguments: [
            (1.0, 12.706_204_736), (2, 4.302_652_730), (3, 3.182_446_305), (5, 2.570_581_836),
            (10, 2.228_138_852), (30, 2.042_272_456), (100, 1.983_971_519), (120, 1.979_930_405),
            (999, 1.962_341_461), (1_000, 1.962_339_081), (1e9, 1.959_963_987),
        ])
    func quantiles(freedom: Double, expected: Double) {
        #expect(near(StudentT.quantile975(freedom), expected, within: 2e-9))
    }

    @Test("the t quantile agrees with the finite sums for whole degrees of freedom")
    func finiteSums() {
        for freedom in 1...150 {
            let inside = TwinStatistics.inside(StudentT.quantile975(whole: freedom), freedom)
            #expect(near(inside, 0.95, within: 1e-12), "\(freedom)")
        }
    }

    @Test("the t quantile leaves 2.5 % above it for broken degrees of freedom")
    func broken() {
        for freedom in [0.5, 1.3, 2.7, 6.25, 41.9, 700.5] {
            let tail = StudentT.upperTail(StudentT.quantile975(freedom), freedom)
            #expect(near(tail, 0.025, within: 1e-12), "\(freedom)")
        }
    }

    @Test("logarithm, exponential and gamma agree with the system's")
    func elementary() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<2_000 {
            let x = Double.random(in: 1e-9...200, using: &random)
            #expect(abs(Elementary.ln(x) - log(x)) <= 4e-16 * max(1, abs(log(x))))
            let y = Double.random(in: -700...700, using: &random)
            #expect(abs(Elementary.exp(y) - exp(y)) <= 1e-15 * exp(y))
            #expect(near(Elementary.lnGamma(x), lgamma(x), within: 1e-13))
        }
        #expect(Elementary.ln(0) == -.infinity)
        #expect(Elementary.exp(-.infinity) == 0)
        #expect(Elementary.exp(0) == 1)
    }

    @Test("moments of parts merge into those of the whole")
    func merging() {
        let values = (0..<100).map { Double($0 * $0 % 37) }
        var merged = Moments(of: Array(values[..<33]))
        merged.merge(Moments())
        merged.merge(Moments(of: Array(values[33...])))
        let whole = Moments(of: values)
        #expect(merged.n == whole.n)
        #expect(near(merged.sum, whole.sum, within: 1e-12))
        #expect(near(merged.squares, whole.squares, within: 1e-12))
    }

    @Test("quartiles interpolate between order statistics")
    func quartiles() {
        let values = [1.0, 2, 4, 8]
        #expect(OrderStatistics.quantile(0, ofSorted: values) == 1)
        #expect(OrderStatistics.quantile(0.25, ofSorted: values) == 1.75)
        #expect(OrderStatistics.quantile(0.5, ofSorted: values) == 3)
        #expect(OrderStatistics.quantile(1, ofSorted: values) == 8)
        #expect(OrderStatistics.quantile(0.75, ofSorted: [5]) == 5)
    }

    @Test("Welch's interval agrees with a worked example")
    func welch() throws {
        // Variances 35.2 and 4.2, n 5 and 5: standard error √7.88, 4.948… degrees of freedom.
        let first = Moments(of: [27, 20, 21, 26, 35])
        let second = Moments(of: [27, 22, 23, 25, 24])
        let interval = try #require(Interval(from: first, to: second))
        let a = 35.7 / 5
        let b = 3.7 / 5
        let freedom = (a + b) * (a + b) / (a * a / 4 + b * b / 4)
        let reach = StudentT.quantile975(freedom) * (a + b).squareRoot()
        #expect(near((interval.low + interval.high) / 2, 24.2 - 25.8))
        #expect(near(interval.high - interval.low, 2 * reach))
        #expect(near(freedom, 4.819, within: 1e-3))
        #expect(Interval(from: Moments(of: [1]), to: second) == nil)
    }
}
