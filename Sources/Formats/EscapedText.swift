/// Characters that XML cannot hold, as office programs write them in a workbook's texts: `_x000D_`
/// for a carriage return, `_x005F_` for an underscore that could be taken for the beginning of one
/// (ECMA-376 part 1, ST_Xstring).
enum EscapedText {
    private static let escapeBytes = 7

    /// The text that was meant. An escape of what is no character by itself stays as it is.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(0x5F), text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            if let scalar = scalar(in: bytes, at: place) {
                output.append(contentsOf: Array(String(Character(scalar)).utf8))
                place += escapeBytes
            } else {
                output.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func scalar(in bytes: [UInt8], at place: Int) -> Unicode.Scalar? {
        guard place + escapeBytes <= bytes.count, bytes[place] == 0x5F, bytes[place + 1] == 0x78,
            bytes[place + 6] == 0x5F
        else { return nil }
        let digits = bytes[(place + 2)..<(place + 6)]
        guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || isLetter($0) })
        else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            .flatMap(Unicode.Scalar.init)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte
            || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }
}
