import Crypto
import SurveyProtocol

extension SurveyProtocol.Digest {
    /// 32 zero bytes, where a digest is needed that nobody looks at.
    static let zero = SurveyProtocol.Digest(words: (0, 0, 0, 0))

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

    private static func exactly(_ hash: SHA256.Digest) -> SurveyProtocol.Digest {
        // Unsafe because the hash is lent as raw bytes; it has 32 by definition.
        unsafe hash.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                // Because of the same.
                UInt64(
                    bigEndian: unsafe bytes.loadUnaligned(
                        fromByteOffset: index * 8, as: UInt64.self))
            }
            return SurveyProtocol.Digest(words: (word(0), word(1), word(2), word(3)))
        }
    }
}
