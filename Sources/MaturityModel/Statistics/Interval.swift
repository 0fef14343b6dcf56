/// A 95 % confidence interval.
public struct Interval: Sendable, Equatable, Codable {
    /// Its lower end.
    public let low: Double
    /// Its upper end.
    public let high: Double

    init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The interval of a mean: Student's t, with the correction for a finite population.
    ///
    /// `population` counts only when it is above 1 and not below n (Cochran 1977, ch. 2).
    init?(of moments: Moments, population: Int?) {
        guard let mean = moments.mean, let deviation = moments.deviation else { return nil }
        let n = Double(moments.n)
        var error = deviation / n.squareRoot()
        if let population, population > 1, population >= moments.n {
            error *= (Double(population - moments.n) / Double(population - 1)).squareRoot()
        }
        let reach = StudentT.quantile975(whole: moments.n - 1) * error
        self.init(low: mean - reach, high: mean + reach)
    }

    /// Welch's interval of the difference between two means.
    ///
    /// The degrees of freedom are Welch and Satterthwaite's.
    init?(from first: Moments, to second: Moments) {
        guard let here = first.mean, let there = second.mean,
            let firstVariance = first.variance, let secondVariance = second.variance
        else { return nil }
        let a = firstVariance / Double(first.n)
        let b = secondVariance / Double(second.n)
        let difference = there - here
        guard a + b > 0 else {
            self.init(low: difference, high: difference)
            return
        }
        let freedom =
            (a + b) * (a + b)
            / (a * a / Double(first.n - 1) + b * b / Double(second.n - 1))
        let reach = StudentT.quantile975(freedom) * (a + b).squareRoot()
        self.init(low: difference - reach, high: difference + reach)
    }
}
