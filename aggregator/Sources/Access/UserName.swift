/// The rule for the names that people sign in with.
///
/// One to 64 of `a–z 0–9 . _ @ -`, beginning with a letter or digit; a mail address will do.
enum UserName {
    private static let bytesMaximum = 64

    /// Whether a text is a name to sign in with.
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, isAlphanumeric(first), bytes.count <= bytesMaximum else {
            return false
        }
        return bytes.allSatisfy { isAlphanumeric($0) || [0x2D, 0x2E, 0x40, 0x5F].contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    /// Checks a name.
    /// - Throws: `name-invalid`.
    static func check(_ text: String) throws {
        guard isValid(text) else {
            throw AggregatorError(
                .nameInvalid, "that is not a name to sign in with",
                hint: "use 1 to 64 of a-z 0-9 . _ @ -, beginning with a letter or digit")
        }
    }
}
