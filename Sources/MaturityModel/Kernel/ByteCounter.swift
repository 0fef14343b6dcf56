/// Counts how often each option occurs in a column of answer bytes, as fast as memory.
enum ByteCounter {
    private typealias Vector = SIMD32<UInt8>

    /// Adds to `counts` how often each byte from 0 up to its size occurs.
    static func count(_ bytes: Span<UInt8>, into counts: inout MutableSpan<UInt32>) {
        var option = 0
        while option < counts.count {
            // Marked unsafe because raw bytes could be padding; a byte has none.
            let five = unsafe countFive(bytes.bytes, from: UInt8(option))
            for place in 0..<min(5, counts.count - option) {
                counts[option + place] += five[place]
            }
            option += 5
        }
    }

    /// How often each of five consecutive bytes occurs: five compares for 32 answers, with
    /// counters that are one byte wide for as long as they cannot overflow.
    @inline(__always)
    private static func countFive(_ bytes: RawSpan, from first: UInt8) -> SIMD8<UInt32> {
        var totals = SIMD8<UInt32>()
        let zero = Vector()
        let one = Vector(repeating: 1)
        let wanted = (
            Vector(repeating: first), Vector(repeating: first + 1), Vector(repeating: first + 2),
            Vector(repeating: first + 3), Vector(repeating: first + 4)
        )
        var offset = 0
        let vectors = bytes.byteCount / Vector.scalarCount
        var left = vectors
        while left > 0 {
            var (a, b, c, d, e) = (zero, zero, zero, zero, zero)
            for _ in 0..<min(left, 255) {
                // Unsafe only because nothing checks the bounds; offset stays below
                // vectors · 32, which is at most the span's size.
                let answers = unsafe bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: offset, as: Vector.self)
                a &+= zero.replacing(with: one, where: answers .== wanted.0)
                b &+= zero.replacing(with: one, where: answers .== wanted.1)
                c &+= zero.replacing(with: one, where: answers .== wanted.2)
                d &+= zero.replacing(with: one, where: answers .== wanted.3)
                e &+= zero.replacing(with: one, where: answers .== wanted.4)
                offset += Vector.scalarCount
            }
            left -= min(left, 255)
            totals[0] += sum(a)
            totals[1] += sum(b)
            totals[2] += sum(c)
            totals[3] += sum(d)
            totals[4] += sum(e)
        }
        while offset < bytes.byteCount {
            // Unsafe because a raw span hands out bytes of any type; offset is in bounds.
            let place = unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self) &- first
            if place < 5 { totals[Int(place)] += 1 }
            offset += 1
        }
        return totals
    }

    @inline(__always)
    private static func sum(_ counters: Vector) -> UInt32 {
        let wide = SIMD32<UInt16>(truncatingIfNeeded: counters)
        return UInt32(wide.wrappedSum())
    }
}
