import Foundation
import SurveyProtocol
import Testing

@Suite("Enrollment codes")
struct EnrollmentCodeTests {
    private struct Vector: Decodable {
        struct Expectation: Decodable {
            let reads: Bool
            let address: String?
            let secret: String?
            let authority: Digest?
        }

        let about: String
        let code: String
        let expect: Expectation
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

    @Test("every vector of a code is read as it says")
    func everyVectorHolds() throws {
        let vectors = try VectorFolder.load("codes", as: Vector.self)
        #expect(vectors.count >= 25)
        for (name, vector) in vectors {
            let code = EnrollmentCode(vector.code)
            #expect((code != nil) == vector.expect.reads, "\(name): \(vector.about)")
            #expect(code?.address == vector.expect.address, "\(name)")
            #expect(code?.secretText == vector.expect.secret, "\(name)")
            #expect(code?.authority == vector.expect.authority, "\(name)")
            if let code { #expect(code.text == vector.code.filter { !$0.isWhitespace }, "\(name)") }
        }
    }

    @Test("a code reads its own text, however it is wrapped")
    func codeReadsItsText() throws {
        var random = SplitMix(seed: 41)
        for number in 1...500 {
            let code = try Self.code(&random)
            #expect(EnrollmentCode(code.text) == code, "seed 41, code \(number)")
            var wrapped = ""
            for character in code.text {
                wrapped.append(character)
                if random.chance(10) { wrapped += random.pick([" ", "\n", "\r\n", "\t"]) }
            }
            #expect(EnrollmentCode(wrapped) == code, "seed 41, code \(number) wrapped")
        }
    }

    @Test("a code with any one character changed is not taken")
    func oneChangedCharacterIsDetected() throws {
        var random = SplitMix(seed: 42)
        for number in 1...3 {
            let text = Array(try Self.code(&random).text)
            for offset in text.indices {
                for replacement in Self.alphabet where replacement != text[offset] {
                    var damaged = text
                    damaged[offset] = replacement
                    #expect(
                        EnrollmentCode(String(damaged)) == nil,
                        "seed 42, code \(number), \(replacement) at \(offset)")
                }
            }
        }
    }

    @Test("a code cut short, or with a character lost, doubled or swapped, is not taken")
    func otherDamageIsDetected() throws {
        var random = SplitMix(seed: 43)
        for number in 1...20 {
            let text = Array(try Self.code(&random).text)
            for offset in text.indices {
                let comment: Comment = "seed 43, code \(number), at \(offset)"
                #expect(EnrollmentCode(String(text[..<offset])) == nil, comment)
                var damaged = text
                damaged.remove(at: offset)
                #expect(EnrollmentCode(String(damaged)) == nil, comment)
                damaged.insert(contentsOf: [text[offset], text[offset]], at: offset)
                #expect(EnrollmentCode(String(damaged)) == nil, comment)
                guard offset > 0, text[offset] != text[offset - 1] else { continue }
                damaged = text
                damaged.swapAt(offset, offset - 1)
                #expect(EnrollmentCode(String(damaged)) == nil, comment)
            }
        }
    }

    @Test("a code has 16 bytes of secret and an address of 1 to 255 visible characters")
    func codeFollowsItsRules() throws {
        var random = SplitMix(seed: 44)
        let authority = try #require(Digest(bytes: random.bytes(32)))
        func makes(_ address: String, _ count: Int = 16) -> Bool {
            let secret = [UInt8](repeating: 1, count: count)
            return EnrollmentCode(address: address, secret: secret, authority: authority) != nil
        }
        #expect(makes("localhost:8443") && makes("[::1]:8443"))
        #expect(!makes("localhost:8443", 15) && !makes("localhost:8443", 17))
        #expect(makes(String(repeating: "a", count: 255)))
        for address in ["", "a b", "a/b", "å:1", "a\n", String(repeating: "a", count: 256)] {
            #expect(!makes(address), "\(address)")
        }
    }

    private static func code(_ random: inout SplitMix) throws -> EnrollmentCode {
        let authority = try #require(Digest(bytes: random.bytes(32)))
        let host = random.text("abcdefghijklmnopqrstuvwxyz.-", 1...40)
        return try #require(
            EnrollmentCode(
                address: "\(host):\(random.number(1...65_535))",
                secret: random.bytes(EnrollmentCode.secretByteCount), authority: authority))
    }
}
