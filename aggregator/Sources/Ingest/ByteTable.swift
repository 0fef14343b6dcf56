import SurveyProtocol

/// Finds the number of a name from its bytes, without making a string of them.
///
/// Open addressing over a power of two of places, at most half of them taken. The names lie one
/// after the other in one array.
struct ByteTable: Sendable {
    private let bytes: [UInt8]
    private let starts: [Int]
    private var places: [Int32]
    private let mask: Int

    /// A table in which each name has its position as number; names are distinct.
    init(_ names: [String]) {
        var bytes: [UInt8] = []
        var starts = [0]
        for name in names {
            bytes += Array(name.utf8)
            starts.append(bytes.count)
        }
        self.bytes = bytes
        self.starts = starts
        var count = 16
        while count < names.count * 2 { count *= 2 }
        places = [Int32](repeating: -1, count: count)
        mask = count - 1
        for number in names.indices {
            var place = Self.hash(bytes.span, starts[number]..<starts[number + 1]) & mask
            while places[place] >= 0 { place = (place + 1) & mask }
            places[place] = Int32(number)
        }
    }

    /// The number of the name that lies at a place in a line, or nil.
    ///
    /// - Parameter guess: the number to try first; answers come in questionnaire order.
    func number(
        of slice: ResponseFields.Slice, in line: Span<UInt8>, guess: Int
    ) -> Int? {
        if guess + 1 < starts.count, isEqual(guess, slice, line) { return guess }
        var place = Self.hash(line, slice.range) & mask
        while places[place] >= 0 {
            let number = Int(places[place])
            if isEqual(number, slice, line) { return number }
            place = (place + 1) & mask
        }
        return nil
    }

    private func isEqual(
        _ number: Int, _ slice: ResponseFields.Slice, _ line: Span<UInt8>
    ) -> Bool {
        let start = starts[number]
        guard starts[number + 1] - start == slice.count else { return false }
        // From the end, since names that follow each other differ there.
        for index in stride(from: slice.count - 1, through: 0, by: -1)
        where bytes[start + index] != line[slice.start + index] {
            return false
        }
        return true
    }

    /// FNV-1a of 64 bits.
    private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for index in range { hash = (hash ^ UInt64(bytes[index])) &* 1_099_511_628_211 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
