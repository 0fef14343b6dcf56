/// A basis of vectors in echelon form that remembers how each came from the tagged ones.
struct Echelon {
    private struct Pivot {
        let vector: SparseVector
        /// The vector as a combination of tagged vectors, untagged ones left out.
        let origin: SparseVector
    }

    private var pivots: [Int: Pivot] = [:]

    /// Adds a vector. If it depends on those before, returns the combination of tagged vectors
    /// it equals (up to untagged ones); otherwise nil, and it is part of the basis.
    mutating func insert(_ vector: SparseVector, tag: Int?) -> SparseVector? {
        var rest = vector
        var origin = SparseVector()
        while let first = rest.first {
            guard let pivot = pivots[first.place] else {
                add(rest, first.value, origin, tag)
                return nil
            }
            rest = rest.subtracting(pivot.vector, times: first.value)
            // What was subtracted is part of the combination: collect it with the same sign.
            origin = origin.subtracting(
                pivot.origin, times: Modular.subtract(0, first.value))
        }
        return origin
    }

    private mutating func add(
        _ rest: SparseVector, _ leading: UInt64, _ origin: SparseVector, _ tag: Int?
    ) {
        let scale = Modular.inverse(leading)
        // rest = vector − origin, so its own origin is the tagged vector minus what was taken.
        var own = SparseVector()
        if let tag { own = SparseVector(ones: [tag]) }
        own = own.subtracting(origin, times: 1)
        let place = rest.first?.place ?? 0
        pivots[place] = Pivot(
            vector: rest.scaled(by: scale), origin: own.scaled(by: scale))
    }
}
