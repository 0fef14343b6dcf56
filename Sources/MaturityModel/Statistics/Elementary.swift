/// Logarithm and exponential from additions and multiplications alone.
///
/// The mathematics libraries of different systems differ in the last bit; results must not.
enum Elementary {
    private static let naturalLogOf2High = 0x1.62e42fee00000p-1
    private static let naturalLogOf2Low = 0x1.a39ef35793c76p-33

    /// The natural logarithm of a number ≥ 0; −∞ for 0.
    static func ln(_ x: Double) -> Double {
        guard x > 0 else { return x == 0 ? -.infinity : .nan }
        guard x < .infinity else { return x }
        var significand = x.significand
        var exponent = Double(x.exponent)
        if significand > 1.4142135623730951 {
            significand /= 2
            exponent += 1
        }
        // ln m = 2 artanh((m − 1)/(m + 1)), whose series converges fast near m = 1.
        let f = (significand - 1) / (significand + 1)
        let square = f * f
        var series = 0.0
        var odd = 23.0
        while odd > 1 {
            series = (series + 1 / odd) * square
            odd -= 2
        }
        let rest = 2 * f + 2 * f * series
        return exponent * naturalLogOf2High + (exponent * naturalLogOf2Low + rest)
    }

    /// e to the power of x.
    static func exp(_ x: Double) -> Double {
        if x != x { return x }
        if x < -745.2 { return 0 }
        if x > 709.79 { return .infinity }
        let halvings = (x / 0.6931471805599453).rounded()
        let rest = (x - halvings * naturalLogOf2High) - halvings * naturalLogOf2Low
        var series = 1.0
        var degree = 17.0
        while degree >= 1 {
            series = 1 + series * rest / degree
            degree -= 1
        }
        let half = Int(halvings) / 2
        let first = Double(sign: .plus, exponent: half, significand: series)
        return Double(sign: .plus, exponent: Int(halvings) - half, significand: first)
    }

    /// The logarithm of the gamma function for x > 0 (Stirling's series above 15, and below it
    /// the recurrence Γ(x + 1) = x Γ(x)).
    static func lnGamma(_ x: Double) -> Double {
        var shifted = x
        var product = 1.0
        while shifted < 15 {
            product *= shifted
            shifted += 1
        }
        let inverse = 1 / shifted
        let square = inverse * inverse
        let coefficients = [
            -1.0 / 1_680, 1.0 / 1_260, -1.0 / 360, 1.0 / 12,
        ]
        var series = 1.0 / 1_188
        for coefficient in coefficients { series = series * square + coefficient }
        let halfLogOfTwoPi = 0.918_938_533_204_672_741_78
        return (shifted - 0.5) * ln(shifted) - shifted + halfLogOfTwoPi + series * inverse
            - ln(product)
    }
}
