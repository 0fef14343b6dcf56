/// Looks for a few vectors that depend on each other: then a combination of what they stand for
/// is determined.
struct DependencySearch {
    /// Sets that are looked at; beyond it everything counts as found.
    private static let stepsMaximum = 200_000

    private let vectors: [[UInt64]]
    private let sizes: [Int]
    private let sizeBelow: Int
    private var steps = 0
    private var dependent = Set<Int>()

    /// A search among sets of vectors whose sizes add up to less than a number.
    init(_ vectors: [[UInt64]], sizes: [Int], sizeBelow: Int) {
        self.vectors = vectors
        self.sizes = sizes
        self.sizeBelow = sizeBelow
    }

    /// The vectors that are part of such a set.
    mutating func found() -> Set<Int> {
        search(from: 0, [], ModularSpan([]), size: 0)
        return steps > Self.stepsMaximum ? Set(vectors.indices) : dependent
    }

    private mutating func search(
        from first: Int, _ chosen: [Int], _ span: ModularSpan, size: Int
    ) {
        for index in first..<max(first, vectors.count) where size + sizes[index] < sizeBelow {
            steps += 1
            guard steps <= Self.stepsMaximum else { return }
            if span.contains(vectors[index]) {
                dependent.formUnion(chosen + [index])
            } else {
                search(
                    from: index + 1, chosen + [index], span.adding(vectors[index]),
                    size: size + sizes[index])
            }
        }
    }
}
