/// Count, sum and sum of squares of the scored answers in one column of bytes.
///
/// Codes 0 to 4 have the values 1 to 5; all others have none. Sixteen answers are taken at a time,
/// with additions, shifts and masks alone: comparisons of SIMD vectors become loops over their
/// elements. Integers only, so the result is the same in any order.
struct ColumnSums: Equatable, Sendable {
    /// Answers with a score.
    private(set) var count: Int64 = 0
    /// The sum of their values.
    private(set) var sum: Int64 = 0
    /// The sum of the squares of their values.
    private(set) var squares: Int64 = 0

    private typealias Bytes = SIMD16<UInt8>
    private typealias Pairs = SIMD8<UInt16>

    /// Codes below this one have a value.
    private static let scoredCodes: UInt8 = 5
    private static let blockBytes = 16
    /// The most blocks that a byte can count; sums and squares of pairs stay far below 65 536.
    private static let blocksMaximum = 255

    /// The sums of a column.
    init(_ column: ArraySlice<UInt8>) {
        // Unsafe because it lends a pointer; `add` keeps inside its bytes.
        unsafe column.withUnsafeBytes { bytes in unsafe add(bytes) }
    }

    private mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let blocks = bytes.count / Self.blockBytes
        var block = 0
        while block < blocks {
            let end = min(blocks, block + Self.blocksMaximum)
            unsafe addBlocks(bytes, block..<end)
            block = end
        }
        for index in (blocks * Self.blockBytes)..<bytes.count {
            // Unsafe because the buffer's subscript is; the index is in its range.
            let code = unsafe bytes[index]
            guard code < Self.scoredCodes else { continue }
            let value = Int64(code) + 1
            count += 1
            sum += value
            squares += value * value
        }
    }

    private mutating func addBlocks(_ bytes: UnsafeRawBufferPointer, _ blocks: Range<Int>) {
        let low = Bytes(repeating: 0x7F)
        let limit = Bytes(repeating: 0x80 - Self.scoredCodes)
        let one = Bytes(repeating: 1)
        var counts = Bytes()
        var sums = Pairs()
        var products = Pairs()
        var block = blocks.lowerBound
        while block < blocks.upperBound {
            // Unsafe because checked loads would cost more than the sums: the caller gives whole
            // blocks inside the bytes.
            let codes = unsafe bytes.loadUnaligned(
                fromByteOffset: block &* Self.blockBytes, as: Bytes.self)
            // The top bit is set when the code is not below the limit, or has it set itself.
            let test = ((codes & low) &+ limit) | codes
            let isScored = ((test &>> 7) & one) &- one
            counts &-= isScored
            let values = Self.pairs((codes &+ one) & isScored)
            let even = values & 0x00FF
            let odd = values &>> 8
            sums &+= even &+ odd
            products &+= even &* even &+ odd &* odd
            block &+= 1
        }
        count += Self.total(Self.pairs(counts) & 0x00FF &+ Self.pairs(counts) &>> 8)
        sum += Self.total(sums)
        squares += Self.total(products)
    }

    private static func pairs(_ bytes: Bytes) -> Pairs {
        // Unsafe because the compiler takes our word that both have 16 bytes and no padding.
        unsafe unsafeBitCast(bytes, to: Pairs.self)
    }

    private static func total(_ pairs: Pairs) -> Int64 {
        var total: Int64 = 0
        for index in pairs.indices { total += Int64(pairs[index]) }
        return total
    }
}
