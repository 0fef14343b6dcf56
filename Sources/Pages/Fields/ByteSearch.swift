/// Finds a run of bytes in others by skipping ahead (Horspool, 1980): the longer the run, the fewer
/// bytes are looked at, so that a file of many megabytes is searched at once.
struct ByteSearch {
    private let wanted: [UInt8]
    /// How far to go on when the last byte of the place looked at is this one.
    private let steps: [Int]

    /// A search for bytes of which there is at least one.
    init(for wanted: [UInt8]) {
        self.wanted = wanted
        var steps = Array(repeating: max(1, wanted.count), count: 256)
        for (index, byte) in wanted.dropLast().enumerated() {
            steps[Int(byte)] = wanted.count - 1 - index
        }
        self.steps = steps
    }

    /// The first place from another one on where the bytes are; nil when they are not there.
    func first(in bytes: [UInt8], from start: Int) -> Int? {
        let last = wanted.count - 1
        guard last >= 0 else { return nil }
        var place = start
        while place + last < bytes.count {
            let byte = bytes[place + last]
            if byte == wanted[last], bytes[place..<place + last].elementsEqual(wanted[..<last]) {
                return place
            }
            place += steps[Int(byte)]
        }
        return nil
    }

    /// What stands between one place and the next, so many at most.
    func between(in bytes: [UInt8], countMaximum: Int) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        guard var start = first(in: bytes, from: 0).map({ $0 + wanted.count }) else { return [] }
        while parts.count < countMaximum, let next = first(in: bytes, from: start) {
            parts.append(bytes[start..<next])
            start = next + wanted.count
        }
        return parts
    }
}
