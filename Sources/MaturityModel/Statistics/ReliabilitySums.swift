/// What Cronbach's α of one category needs: moments of each item and of their sum, over the
/// rows that have a score for every item.
struct ReliabilitySums: Sendable, Equatable {
    var items: [Moments]
    var total = Moments()

    init(itemCount: Int) {
        items = Array(repeating: Moments(), count: itemCount)
    }

    /// The moments of each item and then of their sum.
    init(_ moments: ArraySlice<Moments>) {
        items = Array(moments.dropLast())
        total = moments.last ?? Moments()
    }

    /// Cronbach's α (Cronbach 1951): k/(k − 1) · (1 − Σ item variances / variance of the sum).
    var alpha: Double? {
        guard items.count > 1, let whole = total.variance, whole > 0 else { return nil }
        let parts = items.reduce(0) { $0 + ($1.variance ?? 0) }
        let k = Double(items.count)
        return k / (k - 1) * (1 - parts / whole)
    }
}
