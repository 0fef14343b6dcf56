import Crypto
import SurveyProtocol

extension SurveyProtocol.Digest {
    /// The SHA-256 of bytes.
    static func sha256(of bytes: some Sequence<UInt8>) -> SurveyProtocol.Digest {
        sha256(of: Array(bytes).span)
    }

    /// The SHA-256 of bytes where they lie.
    static func sha256(of bytes: Span<UInt8>) -> SurveyProtocol.Digest {
        var hash = SHA256()
        // Unsafe because swift-crypto takes raw pointers; the span outlives the closure.
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        let digest = hash.finalize()
        // Unsafe because the digest is read as raw words; it has 32 bytes by definition.
        return unsafe digest.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                let raw = unsafe bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
                return UInt64(bigEndian: raw)
            }
            return SurveyProtocol.Digest(words: (word(0), word(1), word(2), word(3)))
        }
    }
}
