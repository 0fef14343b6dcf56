/// Student's t distribution.
enum StudentT {
    /// The 97.5 % quantiles for whole degrees of freedom, from 1 on, computed once.
    private static let whole = (1..<1_000).map { quantile975(Double($0)) }

    /// The 97.5 % quantile for a whole number of degrees of freedom.
    static func quantile975(whole freedom: Int) -> Double {
        freedom <= whole.count ? whole[freedom - 1] : quantile975(Double(freedom))
    }

    /// The 97.5 % quantile for a number of degrees of freedom, which need not be whole.
    ///
    /// Newton's method on the distribution function, which comes from the incomplete beta
    /// function; from 1 000 degrees of freedom on, the expansion in powers of 1/ν around the
    /// normal quantile (Abramowitz and Stegun 26.7.5) is exact to 13 digits.
    static func quantile975(_ freedom: Double) -> Double {
        let start = expansion(freedom)
        if freedom >= 1_000 { return start }
        if freedom == 1 { return 12.706_204_736_174_704 }
        var low = 1.9
        var high = freedom > 1 ? 13.0 : .greatestFiniteMagnitude
        var t = min(max(start, low), freedom > 1 ? high : 1e6)
        for _ in 0..<200 {
            let excess = upperTail(t, freedom) - 0.025
            if excess > 0 { low = t } else { high = t }
            var next = t + excess / density(t, freedom)
            if !(next > low && next < high) {
                next = high < .greatestFiniteMagnitude ? (low + high) / 2 : low * 2
            }
            let done = abs(next - t) <= 4e-16 * t
            t = next
            if done { break }
        }
        return t
    }

    private static func expansion(_ freedom: Double) -> Double {
        let z = 1.959_963_984_540_054
        let s = z * z
        let terms = [
            (79 * s * s * s * s + 776 * s * s * s + 1_482 * s * s - 1_920 * s - 945) / 92_160,
            (3 * s * s * s + 19 * s * s + 17 * s - 15) / 384,
            (5 * s * s + 16 * s + 3) / 96,
            (s + 1) / 4,
        ]
        var sum = 0.0
        for term in terms { sum = (sum + term) / freedom }
        return z * (1 + sum)
    }

    /// P(T > t) for t > 0.
    static func upperTail(_ t: Double, _ freedom: Double) -> Double {
        IncompleteBeta.regularized(freedom / 2, 0.5, at: freedom / (freedom + t * t)) / 2
    }

    private static func density(_ t: Double, _ freedom: Double) -> Double {
        let scale =
            Elementary.lnGamma((freedom + 1) / 2) - Elementary.lnGamma(freedom / 2)
            - Elementary.ln(freedom * .pi) / 2
        return Elementary.exp(scale - (freedom + 1) / 2 * Elementary.ln(1 + t * t / freedom))
    }
}
