import MaturityModel

/// How fast the memory that holds the answers can be read, doing as little as possible with it.
enum Bandwidth {
    /// The sum of all answers, taken as words of 64 bits.
    static func read(_ organizations: [OrganizationAnswers], lanes: Int) -> UInt64 {
        Lanes.run(organizations.count, lanes: lanes) { range in
            var sum: UInt64 = 0
            for number in range {
                let organization = organizations[number]
                for item in 0..<organization.itemCount {
                    // Unsafe because it lends a pointer; `words` keeps inside its bytes.
                    unsafe organization.column(item).withUnsafeBytes { bytes in
                        sum = unsafe sum &+ words(bytes)
                    }
                }
            }
            return sum
        }.reduce(0, &+)
    }

    /// The sum of the whole blocks of 128 bytes.
    private static func words(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var first = SIMD8<UInt64>(repeating: 0)
        var second = first
        var offset = 0
        // Unsafe because checked loads would measure the checks: both end inside `bytes`.
        while offset + 128 <= bytes.count {
            unsafe first &+= bytes.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
            unsafe second &+= bytes.loadUnaligned(
                fromByteOffset: offset + 64, as: SIMD8<UInt64>.self)
            offset += 128
        }
        return (first &+ second).wrappedSum()
    }
}
