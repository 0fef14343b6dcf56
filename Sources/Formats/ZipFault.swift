/// Why a ZIP file cannot be read.
public enum ZipFault: Error, Equatable, Sendable {
    /// It is no ZIP file, or its directory or an entry is damaged.
    case malformed
    /// It uses something that office programs do not: encryption, several parts, sizes over 4 GiB.
    case unsupported
    /// It has more entries, or an entry more bytes, than is read.
    case tooLarge
}
