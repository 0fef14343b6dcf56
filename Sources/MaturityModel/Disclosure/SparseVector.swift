/// A vector modulo `Modular.prime` with few entries, in the order of their places.
struct SparseVector: Sendable {
    private(set) var entries: [(place: Int, value: UInt64)]

    init(entries: [(place: Int, value: UInt64)] = []) {
        self.entries = entries
    }

    /// A vector with a 1 at each place.
    init(ones places: [Int]) {
        entries = places.sorted().map { ($0, 1) }
    }

    var first: (place: Int, value: UInt64)? { entries.first }

    func scaled(by factor: UInt64) -> SparseVector {
        SparseVector(entries: entries.map { ($0.place, Modular.multiply($0.value, factor)) })
    }

    /// This vector minus a multiple of another.
    func subtracting(_ other: SparseVector, times factor: UInt64) -> SparseVector {
        var sum: [(place: Int, value: UInt64)] = []
        sum.reserveCapacity(entries.count + other.entries.count)
        var here = 0
        var there = 0
        while here < entries.count || there < other.entries.count {
            let left = here < entries.count ? entries[here].place : .max
            let right = there < other.entries.count ? other.entries[there].place : .max
            var value: UInt64 = 0
            if left <= right {
                value = entries[here].value
                here += 1
            }
            if right <= left {
                value = Modular.subtract(
                    value, Modular.multiply(other.entries[there].value, factor))
                there += 1
            }
            if value != 0 { sum.append((min(left, right), value)) }
        }
        return SparseVector(entries: sum)
    }
}
