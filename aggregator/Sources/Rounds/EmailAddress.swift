/// The rule for a mail address on a roster: enough to write to, and nothing that could add more
/// recipients or lines to a mail.
enum EmailAddress {
    private static let bytesMaximum = 254

    /// Whether a text is one plain mail address.
    static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= bytesMaximum else { return false }
        return parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    byte > 0x20 && byte < 0x7F && !#"",;:<>()[]\"#.utf8.contains(byte)
                }
        }
    }
}
