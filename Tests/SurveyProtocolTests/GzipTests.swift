import Formats
import Testing

@Suite("gzip")
struct GzipTests {
    private static let noLimit = 1 << 26

    /// A member made by another program: `printf 'maturity\n' | gzip -9n`.
    private static let foreign: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0x4D,
        0x2C, 0x29, 0x2D, 0xCA, 0x2C, 0xA9, 0xE4, 0x02, 0x00, 0x39, 0x5A, 0x40,
        0x9C, 0x09, 0x00, 0x00, 0x00,
    ]

    @Test("what is compressed is inflated to the same bytes", arguments: [61, 62])
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for number in 1...60 {
            let count = random.number(0...(number % 10 == 0 ? 300_000 : 2_000))
            let alphabet = random.bytes(random.number(1...16))
            let bytes =
                random.chance(50)
                ? random.bytes(count) : (0..<count).map { _ in random.pick(alphabet) }
            let packed = try Gzip.compress(bytes)
            #expect(packed.starts(with: [0x1F, 0x8B]), "seed \(seed), number \(number)")
            let inflated = try Gzip.inflate(
                packed, bytesMaximum: Self.noLimit, ratioMaximum: 2_000)
            #expect(inflated == bytes, "seed \(seed), number \(number)")
        }
    }

    @Test("what another program compressed is inflated")
    func foreignMember() throws {
        let inflated = try Gzip.inflate(Self.foreign, bytesMaximum: 100, ratioMaximum: 10)
        #expect(inflated == Array("maturity\n".utf8))
    }

    @Test("sizes around the buffer's are compressed and inflated", arguments: [0, 1, 65_535])
    func sizesAroundTheBuffer(start: Int) throws {
        var random = SplitMix(seed: 63)
        for count in start...(start + 2) {
            let bytes = random.bytes(count)
            let packed = try Gzip.compress(bytes)
            let inflated = try Gzip.inflate(packed, bytesMaximum: count, ratioMaximum: 10)
            #expect(inflated == bytes, "\(count) bytes")
        }
    }

    @Test("a bomb is stopped at the limit and at the ratio")
    func bombsAreStopped() throws {
        let count = 16 * 1_048_576
        let bomb = try Gzip.compress([UInt8](repeating: 0, count: count))
        #expect(bomb.count < count / 900)
        #expect(throws: CodingFault.tooLarge) {
            try Gzip.inflate(bomb, bytesMaximum: count - 1, ratioMaximum: 2_000)
        }
        #expect(throws: CodingFault.tooLarge) {
            try Gzip.inflate(bomb, bytesMaximum: Self.noLimit, ratioMaximum: 200)
        }
        let whole = try Gzip.inflate(bomb, bytesMaximum: count, ratioMaximum: 2_000)
        #expect(whole.count == count)
    }

    @Test("a bomb that is cut short or lies about its size is stopped, and an honest one not begun")
    func lyingBombIsStopped() throws {
        let bomb = try Gzip.compress([UInt8](repeating: 0, count: 4 * 1_048_576))
        for announced in [[UInt8]](
            [[], [0, 0, 0, 0], [9, 0, 0, 0], [0xFF, 0xFF, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF]])
        {
            #expect(throws: CodingFault.self, "\(announced)") {
                try Gzip.inflate(
                    Array(bomb.dropLast(announced.isEmpty ? 8 : 4)) + announced,
                    bytesMaximum: 1_048_576, ratioMaximum: 2_000)
            }
        }
        // What is not begun is not found to be damaged.
        var broken = bomb
        broken[20] ^= 0xFF
        #expect(throws: CodingFault.tooLarge) {
            try Gzip.inflate(broken, bytesMaximum: 1_048_576, ratioMaximum: 2_000)
        }
        #expect(Gzip.announcedBytes(bomb) == 4 * 1_048_576)
        #expect(Gzip.announcedBytes([1, 2, 3]) == 0)
    }

    @Test("small bodies may use the ratio of 64 bytes")
    func smallBodiesAreNotBombs() throws {
        let bytes = [UInt8](repeating: 0x61, count: 5_000)
        let packed = try Gzip.compress(bytes)
        #expect(packed.count < 64)
        #expect(try Gzip.inflate(packed, bytesMaximum: 10_000, ratioMaximum: 100) == bytes)
    }

    @Test("a member cut at any byte is refused, as malformed unless its end seems to say too much")
    func everyCutIsMalformed() throws {
        var random = SplitMix(seed: 64)
        let packed = try Gzip.compress(random.bytes(500))
        var malformed = 0
        for count in packed.indices {
            let fault = #expect(throws: CodingFault.self, "cut at \(count)") {
                try Gzip.inflate(
                    Array(packed.prefix(count)), bytesMaximum: 10_000, ratioMaximum: 100)
            }
            if fault == .malformed { malformed += 1 }
        }
        #expect(malformed >= packed.count - 3)
    }

    @Test("whatever follows a member is malformed")
    func trailingBytesAreMalformed() throws {
        let packed = try Gzip.compress(Array("maturity".utf8))
        for extra in [[0x00], [0x1F], Array("x\n".utf8), packed, Self.foreign] {
            #expect(throws: CodingFault.malformed) {
                try Gzip.inflate(packed + extra, bytesMaximum: 10_000, ratioMaximum: 100)
            }
        }
    }

    @Test("damage is malformed or leaves the content as it was")
    func damageIsDetected() throws {
        var random = SplitMix(seed: 65)
        let bytes = (0..<400).map { _ in random.pick(Array("abcdef".utf8)) }
        let packed = try Gzip.compress(bytes)
        var detected = 0
        for place in packed.indices {
            for bit in 0..<8 {
                var damaged = packed
                damaged[place] ^= 1 << UInt8(bit)
                let inflated = try? Gzip.inflate(
                    damaged, bytesMaximum: 100_000, ratioMaximum: 1_000)
                if inflated == nil { detected += 1 } else { #expect(inflated == bytes) }
            }
        }
        // Only time, system and hints in the header may change unnoticed.
        #expect(detected > (packed.count - 10) * 8)
    }

    @Test("other formats are malformed")
    func otherFormatsAreMalformed() {
        let zlib: [UInt8] = [0x78, 0x9C, 0x4B, 0x04, 0x00, 0x00, 0x62, 0x00, 0x62]
        for bytes in [[], [0x00], Array("plain text".utf8), zlib] {
            #expect(throws: CodingFault.malformed) {
                try Gzip.inflate(bytes, bytesMaximum: 10_000, ratioMaximum: 100)
            }
        }
    }

    @Test(
        "a member made of parts is one member with the content of all",
        arguments: [
            [0], [1], [0, 0, 0], [GzipParts.partBytes], [GzipParts.partBytes, 0],
            [1, 65_536, 0, 3],
            [GzipParts.partBytes, 2 * GzipParts.partBytes + 65_537, 70_000],
        ])
    func parts(sizes: [Int]) throws {
        var random = SplitMix(seed: 66)
        for alphabet in [random.bytes(3), random.bytes(200)] {
            let contents = sizes.map { (0..<$0).map { _ in random.pick(alphabet) } }
            let parts = try contents.enumerated().map { index, content in
                try GzipParts.part(
                    content.span, effort: .least, isLast: index == contents.count - 1)
            }
            let inflated = try Gzip.inflate(
                GzipParts.member(parts).flatMap { $0 }, bytesMaximum: Self.noLimit,
                ratioMaximum: 2_000)
            #expect(inflated == contents.flatMap { $0 })
        }
    }
}
