import Crypto
import SurveyProtocol

extension SurveyProtocol.Digest {
    /// 32 zero bytes, where a digest is needed that nobody looks at.
    static let zero = exactly(repeatElement(0, count: 32))

    /// The SHA-256 of the bytes.
    static func of(_ bytes: [UInt8]) -> SurveyProtocol.Digest {
        exactly(SHA256.hash(data: bytes))
    }

    /// The SHA-256 of the bytes.
    static func of(_ bytes: ArraySlice<UInt8>) -> SurveyProtocol.Digest {
        exactly(SHA256.hash(data: bytes))
    }

    /// The 64 digits without the name of the algorithm.
    var digits: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * Self.byteCount)
        appendDigits(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private static func exactly(_ bytes: some Sequence<UInt8>) -> SurveyProtocol.Digest {
        guard let digest = SurveyProtocol.Digest(bytes: bytes) else {
            preconditionFailure("a SHA-256 has 32 bytes")
        }
        return digest
    }
}
