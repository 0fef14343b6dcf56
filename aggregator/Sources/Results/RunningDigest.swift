import Crypto
import SurveyProtocol

/// A SHA-256 of bytes that come one piece after the other.
struct RunningDigest {
    private var hash = SHA256()

    /// Adds the bytes that these have in memory.
    mutating func add<Element: BitwiseCopyable>(_ bytes: [Element]) {
        // Unsafe because the hash takes a pointer; the array lives through the call.
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    }

    /// The digest of all that was added.
    func finish() -> SurveyProtocol.Digest {
        guard let digest = SurveyProtocol.Digest(bytes: hash.finalize()) else {
            preconditionFailure("SHA-256 has 32 bytes")
        }
        return digest
    }
}
