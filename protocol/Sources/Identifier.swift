/// The rule for identifiers of rounds, organizations, items and options.
///
/// One to 64 of `A–Z a–z 0–9 . _ -`, beginning with a letter or digit, so that an identifier is
/// safe as a file name, in an address and in a table without quoting.
public enum Identifier {
    /// Whether the bytes form an identifier.
    public static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first, isAlphanumeric(first) else { return false }
        guard bytes.count <= Limits.identifierBytesMaximum else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D }
    }

    /// Whether the text forms an identifier.
    public static func isValid(_ text: String) -> Bool {
        isValid(text.utf8)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
