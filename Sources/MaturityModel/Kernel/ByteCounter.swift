/// Counts how often each option occurs in a column of answer bytes, as fast as memory.
///
/// Five options are counted in one pass: five compares for 16 answers, with counters that are
/// one byte wide for as long as they cannot overflow. Wider vectors are no faster where a
/// register has 16 bytes: the counters would not fit.
struct ByteCounter {
    /// Columns are padded with bytes that are no option to a multiple of this.
    static let padding = 32

    private typealias Vector = SIMD16<UInt8>

    private var a = Vector()
    private var b = Vector()
    private var c = Vector()
    private var d = Vector()
    private var e = Vector()

    /// The size of a column with its padding.
    static func padded(_ count: Int) -> Int { (count + padding - 1) / padding * padding }

    /// How many bytes of a padded column are 254 or 255, padding included.
    static func countWithoutOption(_ bytes: Span<UInt8>) -> Int {
        // Marked unsafe because raw bytes could be padding; a byte has none.
        let five = unsafe countFive(bytes.bytes, from: 251)
        return Int(five[3]) + Int(five[4])
    }

    /// Sets the first counts to how often each byte below `options` occurs in a padded column.
    static func count(_ bytes: Span<UInt8>, options: Int, into counts: inout [UInt32]) {
        for first in stride(from: 0, to: options, by: 5) {
            // Marked unsafe because raw bytes could be padding; a byte has none.
            let five = unsafe countFive(bytes.bytes, from: UInt8(first))
            for place in 0..<min(5, options - first) { counts[first + place] = five[place] }
        }
    }

    @inline(__always)
    private static func countFive(_ bytes: RawSpan, from first: UInt8) -> SIMD8<UInt32> {
        precondition(bytes.byteCount & (padding - 1) == 0, "a column is padded")
        var totals = SIMD8<UInt32>()
        let wanted = (
            Vector(repeating: first), Vector(repeating: first + 1), Vector(repeating: first + 2),
            Vector(repeating: first + 3), Vector(repeating: first + 4)
        )
        var place = 0
        while place < bytes.byteCount {
            // Each byte counter is added to twice a step, so 127 steps cannot overflow it.
            let end = min(place &+ 127 &* padding, bytes.byteCount)
            var counter = ByteCounter()
            while place < end {
                // Unsafe only because nothing checks the bounds: place is a multiple of 32
                // below the span's size, which is one too.
                counter.add(
                    unsafe bytes.unsafeLoadUnaligned(
                        fromUncheckedByteOffset: place, as: Vector.self), wanted)
                // The same for the other half of the 32 bytes, because place + 16 is within.
                counter.add(
                    unsafe bytes.unsafeLoadUnaligned(
                        fromUncheckedByteOffset: place &+ 16, as: Vector.self), wanted)
                place &+= padding
            }
            totals[0] &+= sum(counter.a)
            totals[1] &+= sum(counter.b)
            totals[2] &+= sum(counter.c)
            totals[3] &+= sum(counter.d)
            totals[4] &+= sum(counter.e)
        }
        return totals
    }

    @inline(__always)
    private mutating func add(
        _ answers: Vector, _ wanted: (Vector, Vector, Vector, Vector, Vector)
    ) {
        a = Self.subtract(answers .== wanted.0, from: a)
        b = Self.subtract(answers .== wanted.1, from: b)
        c = Self.subtract(answers .== wanted.2, from: c)
        d = Self.subtract(answers .== wanted.3, from: d)
        e = Self.subtract(answers .== wanted.4, from: e)
    }

    /// A lane that holds is all ones, which is −1: subtracting it counts one more.
    @inline(__always)
    private static func subtract(
        _ holds: SIMDMask<SIMD16<Int8>>, from counters: Vector
    ) -> Vector {
        // Unsafe but sound, because a mask is stored as its 16 lanes of 0 or −1.
        unsafe counters &- unsafeBitCast(holds, to: Vector.self)
    }

    /// The sum of the lanes: neighbors are added in pairs, then a multiplication adds the four
    /// pairs of each word.
    @inline(__always)
    private static func sum(_ counters: Vector) -> UInt32 {
        // Unsafe but sound, because both types are 16 plain bytes.
        let words = unsafe unsafeBitCast(counters, to: SIMD2<UInt64>.self)
        let low = SIMD2<UInt64>(repeating: 0x00FF_00FF_00FF_00FF)
        let pairs = (words & low) &+ ((words &>> 8) & low)
        let all = pairs[0] &+ pairs[1]
        return UInt32(truncatingIfNeeded: (all &* 0x0001_0001_0001_0001) >> 48)
    }
}
