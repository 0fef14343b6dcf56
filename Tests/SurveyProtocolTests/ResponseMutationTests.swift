import SurveyProtocol
import Testing

@Suite("Damaged responses")
struct ResponseMutationTests {
    @Test(
        "a damaged line is refused, or read exactly as Foundation reads it",
        arguments: [11, 12, 13, 14])
    func damageIsNeverMisread(seed: UInt64) {
        var generator = RandomResponse(seed: seed)
        var parser = ResponseParser()
        var taken = 0
        var refused = 0
        for number in 1...250 {
            let whole = generator.response().sealed()
            for _ in 1...20 {
                let line = Self.damaged(whole, &generator.random)
                guard let response = try? Response(reading: line, with: &parser) else {
                    refused += 1
                    continue
                }
                taken += 1
                let difference = JSONReading.difference(response, line)
                #expect(difference == nil, "seed \(seed), response \(number)")
            }
        }
        // Both must happen, or this test would prove nothing.
        #expect(taken > 200 && refused > 200, "\(taken) taken, \(refused) refused")
    }

    @Test("random bytes are refused and crash nothing")
    func noiseIsRefused() {
        var random = SplitMix(seed: 15)
        var parser = ResponseParser()
        let tokens = [
            "{", "}", "\"", ":", ",", "\\", "\\u", "d83c", "null", "\"id\"", "\"answers\":{",
            "\"format\":\"maturity-response/1\"", "[", "]", "1", "0", "\u{0}", "å", " ",
        ]
        for number in 1...20_000 {
            var line: [UInt8] = []
            for _ in 0..<random.number(0...12) {
                line += random.chance(80) ? Array(random.pick(tokens).utf8) : random.bytes(2)
            }
            #expect(throws: Problem.self, "seed 15, line \(number)") {
                try parser.parse(line.span)
            }
        }
    }

    @Test("only the escapes of JSON are taken, and in a unit none that is a control character")
    func everyEscapeIsKnown() {
        for byte: UInt8 in 0x00...0xFF {
            switch byte {
            case 0x22, 0x2F, 0x5C, 0x75: #expect(Self.fault(inUnit: [0x5C, byte]) == nil)
            case 0x62, 0x66, 0x6E, 0x72, 0x74:
                #expect(Self.fault(inUnit: [0x5C, byte]) == .memberInvalid, "\(byte)")
            default: #expect(Self.fault(inUnit: [0x5C, byte]) == .responseMalformed, "\(byte)")
            }
        }
    }

    @Test("a single byte in a unit is taken when it is a printable ASCII character")
    func everyByteIsKnown() {
        for byte: UInt8 in 0x00...0xFF {
            let fault = Self.fault(inUnit: [byte])
            switch byte {
            case 0x22, 0x5C: #expect(fault == .responseMalformed, "\(byte)")
            case 0x20...0x7E: #expect(fault == nil, "\(byte)")
            case 0x7F: #expect(fault == .memberInvalid, "\(byte)")
            default: #expect(fault == .responseMalformed, "\(byte)")
            }
        }
    }

    /// What is wrong with a line whose unit has the bytes between `a` and `0041`.
    private static func fault(inUnit bytes: [UInt8]) -> ProblemCode? {
        var generator = RandomResponse(seed: 16)
        var response = generator.response()
        response.unit = "@"
        let parts = response.sealed().split(separator: Array("\"@\"".utf8))
        var line = Array(parts[0]) + Array("\"a".utf8) + bytes
        line += Array("0041\"".utf8) + parts[1]
        do throws(Problem) {
            _ = try Response(reading: line)
            return nil
        } catch {
            return error.code
        }
    }

    /// A line with one to three small damages of the kinds that happen, and of those that are made.
    private static func damaged(_ whole: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var line = whole
        let signs = Array("\"\\{}[]:,0123456789abcdefABCDEFTZnul \t\r.-_/".utf8)
        for _ in 0..<random.number(1...3) {
            guard line.count > 2 else { break }
            let place = random.number(0...(line.count - 1))
            switch random.number(0...6) {
            case 0: line[place] = random.byte()
            case 1: line[place] = random.pick(signs)
            case 2: line[place] ^= 1 << UInt8(random.number(0...7))
            case 3: line.remove(at: place)
            case 4: line.insert(random.pick(signs), at: place)
            case 5: line.swapAt(place, random.number(0...(line.count - 1)))
            default:
                let end = min(line.count, place + random.number(1...40))
                line.insert(contentsOf: line[place..<end], at: random.number(0...line.count))
            }
        }
        return line
    }
}
