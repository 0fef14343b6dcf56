/// Characters that nobody sees in a text and that change what is seen around them: control
/// characters, and those that turn the direction of writing.
package enum HiddenCharacter {
    /// The first one in a text, as `U+202E`; nil when there is none.
    ///
    /// - Parameter isOneLine: whether tabs and line feeds count as well.
    package static func first(in text: String, isOneLine: Bool = false) -> String? {
        let found = text.unicodeScalars.first { scalar in
            isHidden(scalar.value) && (isOneLine || (scalar != "\t" && scalar != "\n"))
        }
        guard let digits = found.map({ String($0.value, radix: 16, uppercase: true) }) else {
            return nil
        }
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// C0, DEL and C1; embeddings, overrides and isolates of direction.
    private static func isHidden(_ scalar: UInt32) -> Bool {
        scalar < 0x20 || (0x7F...0x9F).contains(scalar) || (0x202A...0x202E).contains(scalar)
            || (0x2066...0x2069).contains(scalar)
    }
}
