/// Why bytes could not be compressed or decompressed.
public enum CodingFault: Error, Equatable, Sendable {
    /// The bytes are not one complete gzip member or zstd frame.
    case malformed
    /// The result would be larger than the caller's limit or ratio allows.
    case tooLarge
    /// The library had no memory, or is not there.
    case failed
}
