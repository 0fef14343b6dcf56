/// Codes that people type: twelve characters of which none looks like another (60 random bits).
enum InvitationCode {
    /// Characters of a code.
    static let characterCount = 12
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// A new code.
    static func mint(_ device: Device) -> String {
        String(device.bytes(characterCount).map { alphabet[Int($0 & 31)] })
    }

    /// The code as it is shown: in groups of four.
    static func shown(_ code: String) -> String {
        let characters = Array(code)
        return stride(from: 0, to: characters.count, by: 4)
            .map { String(characters[$0..<min($0 + 4, characters.count)]) }
            .joined(separator: "-")
    }

    /// The code that was meant: any case, hyphens and spaces left out, letters that look like
    /// digits taken for them; nil when it cannot be a code.
    static func read(_ text: String) -> String? {
        var code = ""
        for character in text.uppercased() {
            switch character {
            case "-", " ", "\u{2013}", "\u{2011}", "\t": continue
            case "O": code.append("0")
            case "I", "L": code.append("1")
            default:
                guard alphabet.contains(character) else { return nil }
                code.append(character)
            }
            guard code.count <= characterCount else { return nil }
        }
        return code.count == characterCount ? code : nil
    }
}
