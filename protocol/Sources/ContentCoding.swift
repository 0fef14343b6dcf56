/// How the body of a request may be compressed; the names are those of `Content-Encoding`.
public enum ContentCoding: String, CaseIterable, Codable, Hashable, Sendable {
    /// RFC 8878: one frame that says how large its content is.
    case zstd
    /// RFC 1952: one member. Every aggregator takes it.
    case gzip
}
