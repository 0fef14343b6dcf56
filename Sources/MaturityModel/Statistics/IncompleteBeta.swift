/// The regularized incomplete beta function.
enum IncompleteBeta {
    /// I(x; a, b) for 0 ≤ x ≤ 1.
    ///
    /// The continued fraction (DLMF 8.17.22) converges fast below the mean of the
    /// distribution; above it the symmetry I(x; a, b) = 1 − I(1 − x; b, a) is used.
    static func regularized(_ a: Double, _ b: Double, at x: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let front = Elementary.exp(
            Elementary.lnGamma(a + b) - Elementary.lnGamma(a) - Elementary.lnGamma(b)
                + a * Elementary.ln(x) + b * Elementary.ln(1 - x))
        if x < (a + 1) / (a + b + 2) { return front * fraction(a, b, x) / a }
        return 1 - front * fraction(b, a, 1 - x) / b
    }

    /// The continued fraction by the modified method of Lentz.
    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 / nonzero(1 - (a + b) * x / (a + 1), tiny)
        var value = d
        for step in 1...1_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonzero(1 + even * d, tiny)
            c = nonzero(1 + even / c, tiny)
            value *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonzero(1 + odd * d, tiny)
            c = nonzero(1 + odd / c, tiny)
            value *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return value
    }

    private static func nonzero(_ x: Double, _ tiny: Double) -> Double {
        abs(x) < tiny ? tiny : x
    }
}
