/// The rule for the name of a unit, a part of an organization.
///
/// Any text of 1 to 200 bytes without control characters and without those that turn the direction
/// of writing: names are shown in terminals, tables and pages, and a NUL would end them early in
/// some stores.
public enum UnitName {
    /// Whether the text is the name of a unit.
    public static func isValid(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= Limits.unitBytesMaximum else { return false }
        return text.unicodeScalars.allSatisfy { !isControl($0.value) }
    }

    /// C0, DEL and C1; embeddings, overrides and isolates of direction.
    private static func isControl(_ scalar: UInt32) -> Bool {
        scalar < 0x20 || (0x7F...0x9F).contains(scalar) || (0x202A...0x202E).contains(scalar)
            || (0x2066...0x2069).contains(scalar)
    }
}
