import Foundation
import SurveyProtocol
import Testing

@Suite("Identifiers, ids and digests")
struct IdentityTests {
    private static let places: [(offset: Int, allowed: String)] = (0...35).map { offset in
        switch offset {
        case 8, 13, 18, 23: (offset, "-")
        case 14: (offset, "7")
        case 19: (offset, "89ab")
        default: (offset, "0123456789abcdef")
        }
    }

    @Test("a response id reads its own text and agrees with Foundation's UUID")
    func idReadsItsText() throws {
        var random = SplitMix(seed: 21)
        for number in 1...2_000 {
            let id = ResponseID(
                milliseconds: random.next(), random: (random.next(), random.next()))
            let comment: Comment = "seed 21, id \(number)"
            #expect(ResponseID(id.description) == id, comment)
            #expect(ResponseID(high: id.high, low: id.low) == id, comment)
            let uuid = try #require(UUID(uuidString: id.description))
            #expect(uuid.uuidString.lowercased() == id.description, comment)
            #expect(id.bytes.count == 16)
            #expect(Hexadecimal.text(id.bytes) == id.description.filter { $0 != "-" }, comment)
        }
    }

    @Test("a response id holds the time that it was given")
    func idHoldsItsTime() {
        let id = ResponseID(milliseconds: 0x0192_F0C8_7A00, random: (.max, .max))
        #expect(id.description == "0192f0c8-7a00-7fff-bfff-ffffffffffff")
        let least = ResponseID(milliseconds: 0, random: (0, 0))
        #expect(least.description == "00000000-0000-7000-8000-000000000000")
        #expect(least < id && !(id < least) && !(id < id))
    }

    @Test("the order of response ids is that of their texts")
    func idsAreOrderedLikeTexts() {
        var random = SplitMix(seed: 22)
        let ids = (1...500).map { _ in
            ResponseID(milliseconds: random.next(), random: (random.next(), random.next()))
        }
        #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
    }

    @Test("a text with one other character is a response id only where that character may stand")
    func idTakesOneSpelling() throws {
        let text = Array("0192f0c8-7a00-7abc-8def-0123456789ab")
        for (offset, allowed) in Self.places {
            for value: UInt8 in 0x00...0x7F {
                var changed = text
                changed[offset] = Character(Unicode.Scalar(value))
                let isAllowed = allowed.contains(changed[offset])
                let id = ResponseID(String(changed))
                #expect((id != nil) == isAllowed, "\(value) at \(offset)")
                if let id { #expect(id.description == String(changed)) }
            }
        }
    }

    @Test("a digest reads its own text and bytes")
    func digestReadsItsText() throws {
        var random = SplitMix(seed: 23)
        for number in 1...1_000 {
            let bytes = random.bytes(Digest.byteCount)
            let digest = try #require(Digest(bytes: bytes))
            let comment: Comment = "seed 23, digest \(number)"
            #expect(digest.bytes == bytes, comment)
            #expect(digest.description.utf8.count == Digest.textCount)
            #expect(Digest(digest.description) == digest, comment)
            var other = bytes
            other[random.number(0...31)] ^= 1 << UInt8(random.number(0...7))
            #expect(try #require(Digest(bytes: other)) != digest, comment)
        }
    }

    @Test("a digest has exactly 32 bytes")
    func digestHas32Bytes() {
        for count in 0...64 {
            #expect((Digest(bytes: [UInt8](repeating: 7, count: count)) != nil) == (count == 32))
        }
    }

    @Test("an identifier has 1 to 64 allowed characters and begins with a letter or digit")
    func identifierFollowsItsRule() {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        for value: UInt8 in 0x00...0xFF {
            let isLetter = letters.utf8.contains(value)
            let isAllowed = isLetter || ".-_".utf8.contains(value)
            #expect(Identifier.isValid([value]) == isLetter, "\(value) alone")
            #expect(Identifier.isValid([0x61, value]) == isAllowed, "\(value) second")
        }
        #expect(!Identifier.isValid(""))
        #expect(Identifier.isValid(String(repeating: "a", count: 64)))
        #expect(!Identifier.isValid(String(repeating: "a", count: 65)))
        #expect(!Identifier.isValid("årsredovisning"))
    }

    @Test("the name of a unit has up to 200 bytes, no control characters and no turned direction")
    func unitNameFollowsItsRule() {
        #expect(UnitName.isValid("Skolan Norr / årskurs 7–9 🌱"))
        #expect(UnitName.isValid(String(repeating: "å", count: 100)))
        #expect(!UnitName.isValid(String(repeating: "å", count: 100) + "a"))
        #expect(!UnitName.isValid(""))
        for scalar in (0...0x2FF).compactMap(Unicode.Scalar.init) {
            let isControl = scalar.properties.generalCategory == .control
            #expect(UnitName.isValid("a\(scalar)b") == !isControl, "\(scalar.value)")
        }
        for value in (0x2000...0x2070).compactMap(Unicode.Scalar.init) {
            let turns = [0x202A...0x202E, 0x2066...0x2069].contains { $0.contains(value.value) }
            #expect(UnitName.isValid("a\(value)b") == !turns, "\(value.value)")
        }
    }
}
