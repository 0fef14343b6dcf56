import Formats
import Testing

@Suite("zstd", .enabled(if: Zstandard.isAvailable))
struct ZstandardTests {
    private static let noLimit = 1 << 26
    private static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

    /// A frame made by another program from a file: `zstd -c` of "maturity\n".
    private static let foreign: [UInt8] = [
        0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x09, 0x49, 0x00, 0x00, 0x6D, 0x61, 0x74,
        0x75, 0x72, 0x69, 0x74, 0x79, 0x0A, 0x36, 0xBD, 0xEE, 0x7D,
    ]
    /// The same from a pipe, so that the frame does not say how much it holds.
    private static let foreignPipe: [UInt8] =
        magic + [0x04, 0x58] + foreign[6...]

    /// A frame of blocks that each say "a byte, so many times", with any size in its head.
    private static func bomb(blocks: Int, blockBytes: UInt32 = 131_072, saying size: UInt64)
        -> [UInt8]
    {
        // Eight bytes of size, a window and no checksum.
        var bytes = magic + [0xC0, 0x38]
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: size >> shift))
        }
        for number in 1...blocks {
            let head = blockBytes << 3 | 2 | (number == blocks ? 1 : 0)
            for shift in stride(from: UInt32(0), to: 24, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: head >> shift))
            }
            bytes.append(0x0A)
        }
        return bytes
    }

    private static func content(_ bytes: [UInt8]) throws -> [UInt8] {
        try Zstandard.decompress(bytes, bytesMaximum: noLimit, ratioMaximum: 2_000_000)
    }

    @Test("what is compressed is decompressed to the same bytes", arguments: [71, 72])
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for number in 1...60 {
            let count = random.number(0...(number % 10 == 0 ? 300_000 : 2_000))
            let alphabet = random.bytes(random.number(1...16))
            let bytes =
                random.chance(50)
                ? random.bytes(count) : (0..<count).map { _ in random.pick(alphabet) }
            let packed = try Zstandard.compress(bytes)
            #expect(packed.starts(with: Self.magic), "seed \(seed), number \(number)")
            #expect(Zstandard.announcedBytes(packed) == count)
            #expect(try Self.content(packed) == bytes, "seed \(seed), number \(number)")
        }
    }

    @Test("what another program compressed is decompressed, when it says its size")
    func foreignFrame() throws {
        #expect(try Self.content(Self.foreign) == Array("maturity\n".utf8))
        #expect(Zstandard.announcedBytes(Self.foreignPipe) == nil)
        #expect(throws: CodingFault.malformed) { try Self.content(Self.foreignPipe) }
    }

    @Test("a bomb is not begun, whatever the limit that it goes beyond")
    func bombsAreStopped() throws {
        let count = 128 * 131_072
        let bomb = Self.bomb(blocks: 128, saying: UInt64(count))
        #expect(throws: CodingFault.tooLarge) {
            try Zstandard.decompress(bomb, bytesMaximum: count - 1, ratioMaximum: 2_000_000)
        }
        #expect(throws: CodingFault.tooLarge) {
            try Zstandard.decompress(bomb, bytesMaximum: Self.noLimit, ratioMaximum: 200)
        }
        #expect(try Self.content(bomb).count == count)
        // What is not begun is not found to be damaged.
        #expect(throws: CodingFault.tooLarge) {
            try Zstandard.decompress(
                Array(bomb.prefix(20)), bytesMaximum: 1_048_576, ratioMaximum: 2_000_000)
        }
    }

    @Test(
        "a bomb that lies about its size is stopped there",
        arguments: [UInt64]([0, 1, 9, 131_071, 131_073, 8_388_608, 1 << 62, .max - 2]))
    func lyingBombIsStopped(size: UInt64) {
        #expect(throws: CodingFault.self) {
            try Self.content(Self.bomb(blocks: 1, saying: size))
        }
        #expect(throws: CodingFault.self) {
            try Self.content(Self.bomb(blocks: 64, saying: min(size, 4_000_000)))
        }
    }

    @Test("the window that a frame names costs nothing")
    func windows() throws {
        for window in [UInt8]([0x00, 0x38, 0x80, 0xA8]) {
            var frame = Self.bomb(blocks: 1, blockBytes: 1_000, saying: 1_000)
            frame[5] = window
            #expect(try Self.content(frame).count == 1_000, "window \(window)")
        }
    }

    @Test("small bodies may use the ratio of 64 bytes")
    func smallBodiesAreNotBombs() throws {
        let bytes = [UInt8](repeating: 0x61, count: 5_000)
        let packed = try Zstandard.compress(bytes)
        #expect(packed.count < 64)
        #expect(
            try Zstandard.decompress(packed, bytesMaximum: 10_000, ratioMaximum: 100) == bytes)
    }

    @Test("a frame cut at any byte is malformed")
    func everyCutIsMalformed() throws {
        var random = SplitMix(seed: 74)
        for bytes in [random.bytes(500), [UInt8](repeating: 0x61, count: 5_000)] {
            let packed = try Zstandard.compress(bytes)
            for count in packed.indices {
                #expect(throws: CodingFault.malformed, "cut at \(count)") {
                    try Self.content(Array(packed.prefix(count)))
                }
            }
        }
    }

    @Test("whatever follows a frame is malformed, and so is a frame without content before it")
    func oneFrameOnly() throws {
        let packed = try Zstandard.compress(Array("maturity".utf8))
        let skipped: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 0x01, 0x00, 0x00, 0x00, 0x61]
        for extra in [[0x00], [0x28], Array("x\n".utf8), packed, Self.foreign, skipped] {
            #expect(throws: CodingFault.malformed) { try Self.content(packed + extra) }
        }
        #expect(throws: CodingFault.malformed) { try Self.content(skipped + packed) }
        #expect(throws: CodingFault.malformed) { try Self.content(skipped) }
    }

    @Test("damage is found or leaves the content as it was")
    func damageIsDetected() throws {
        var random = SplitMix(seed: 75)
        let bytes = (0..<400).map { _ in random.pick(Array("abcdef".utf8)) }
        let packed = try Zstandard.compress(bytes)
        for place in packed.indices {
            for bit in 0..<8 {
                var damaged = packed
                damaged[place] ^= 1 << UInt8(bit)
                guard let content = try? Self.content(damaged) else { continue }
                #expect(content == bytes, "bit \(bit) of byte \(place)")
            }
        }
    }

    @Test("other formats are malformed")
    func otherFormatsAreMalformed() throws {
        let gzip = try Gzip.compress([1, 2, 3])
        let old: [UInt8] = [0x27, 0xB5, 0x2F, 0xFD, 0x00, 0x00, 0x00, 0x00]
        for bytes in [[], [0x28], Self.magic, Array("plain text".utf8), gzip, old] {
            #expect(throws: CodingFault.malformed) { try Self.content(bytes) }
        }
    }

    @Test("chance bytes after the head of a frame never harm", arguments: [76, 77])
    func chance(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let good = try Zstandard.compress(
            Array(String(repeating: "{\"id\":\"a\"}\n", count: 90).utf8))
        for _ in 1...2_000 {
            var bytes = random.chance(50) ? good : Self.magic + random.bytes(random.number(1...90))
            for _ in 0...random.number(0...3) {
                bytes[random.number(4...(bytes.count - 1))] = random.bytes(1)[0]
            }
            let content = try? Zstandard.decompress(
                bytes, bytesMaximum: 100_000, ratioMaximum: 200)
            #expect(content?.count ?? 0 <= 100_000)
        }
    }
}
