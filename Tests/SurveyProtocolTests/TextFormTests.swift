import Foundation
import SurveyProtocol
import Testing

@Suite("Bytes as text")
struct TextFormTests {
    @Test("base64url agrees with Foundation's base64 and reads its own text")
    func base64AgreesWithFoundation() {
        var random = SplitMix(seed: 31)
        for number in 0...1_500 {
            let bytes = random.bytes(number % 75)
            let text = Base64URL.text(bytes)
            let expected = Data(bytes).base64EncodedString()
                .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            #expect(text == expected, "seed 31, number \(number)")
            #expect(Base64URL.bytes(Array(text.utf8)) == bytes, "seed 31, number \(number)")
        }
    }

    @Test("a text that base64url takes is the one that it would write")
    func base64HasOneSpelling() {
        var random = SplitMix(seed: 32)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= "
        var taken = 0
        for number in 1...20_000 {
            let text = random.text(alphabet, 0...7)
            guard let bytes = Base64URL.bytes(Array(text.utf8)) else { continue }
            taken += 1
            #expect(Base64URL.text(bytes) == text, "seed 32, number \(number)")
        }
        #expect(taken > 1_000)
    }

    @Test("base64url takes no other byte and no stray bits")
    func base64RefusesOthers() {
        let allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
        for value: UInt8 in 0x00...0xFF {
            let text: [UInt8] = [0x41, 0x41, 0x41, value]
            #expect((Base64URL.bytes(text) != nil) == allowed.contains(value), "\(value)")
        }
        #expect(Base64URL.bytes(Array("AA".utf8)) == [0])
        #expect(Base64URL.bytes(Array("AB".utf8)) == nil)
        #expect(Base64URL.bytes(Array("A".utf8)) == nil)
    }

    @Test("hexadecimal digits give the bytes back, in lowercase only")
    func hexadecimalReadsItsText() {
        var random = SplitMix(seed: 33)
        for number in 0...500 {
            let bytes = random.bytes(number % 40)
            let text = Hexadecimal.text(bytes)
            let expected = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect(text == expected, "seed 33, number \(number)")
            #expect(Hexadecimal.bytes(text.utf8) == bytes, "seed 33, number \(number)")
        }
        for value: UInt8 in 0x00...0xFF {
            let isDigit = "0123456789abcdef".utf8.contains(value)
            #expect((Hexadecimal.value(value) != nil) == isDigit, "\(value)")
            #expect((Hexadecimal.bytes([0x30, value]) != nil) == isDigit, "\(value)")
        }
        #expect(Hexadecimal.bytes("abc".utf8) == nil)
    }

    @Test("a written JSON string is read by Foundation as the same text")
    func jsonStringsAreReadByFoundation() throws {
        var random = SplitMix(seed: 34)
        let ranges: [ClosedRange<UInt32>] = [
            0...0x1F, 0x20...0x7F, 0x80...0x2FF, 0x2000...0x206F, 0xE000...0xFFFF,
            0x1_0000...0x10_FFFF,
        ]
        for number in 1...2_000 {
            var text = ""
            for _ in 0..<random.number(0...20) {
                let value = UInt32.random(in: random.pick(ranges), using: &random)
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
            var output: [UInt8] = []
            JSONText.append(text, to: &output)
            #expect(!output.contains { $0 < 0x20 }, "seed 34, text \(number)")
            let read = try JSONSerialization.jsonObject(
                with: Data(output), options: .fragmentsAllowed)
            let bytes = (read as? String).map { Array($0.utf8) }
            #expect(bytes == Array(text.utf8), "seed 34, text \(number)")
        }
    }
}
