/// Why bytes could not be compressed or inflated.
public enum GzipFault: Error, Equatable, Sendable {
    /// The bytes are not one complete gzip member.
    case malformed
    /// The result would be larger than the caller's limit or ratio allows.
    case tooLarge
    /// zlib had no memory.
    case failed
}
