/// A key that was pressed.
enum Key: Hashable, Sendable {
    case character(Character)
    case up
    case down
    case left
    case right
    case enter
    case tab
    case erase
    case escape
    case pageUp
    case pageDown
    /// Control-C, Control-D, or the end of the input.
    case end

    /// The keys that some bytes from a terminal stand for; what is not known is left out.
    ///
    /// A lone escape byte is the key; followed by `[` or `O` it begins a sequence (ECMA-48).
    static func keys(_ bytes: [UInt8]) -> [Key] {
        var keys: [Key] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x1B {
                let (key, count) = sequence(bytes[index...])
                if let key { keys.append(key) }
                index += count
            } else if let key = control(byte) {
                keys.append(key)
                index += 1
            } else if byte < 0x20 {
                index += 1
            } else {
                let count = max(1, (~byte).leadingZeroBitCount)
                let end = min(index + count, bytes.count)
                let text = String(decoding: bytes[index..<end], as: UTF8.self)
                keys += text.map { .character($0) }
                index = end
            }
        }
        return keys
    }

    private static func control(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x0D, 0x0A: .enter
        case 0x09: .tab
        case 0x08, 0x7F: .erase
        case 0x03, 0x04: .end
        default: nil
        }
    }

    private static func sequence(_ bytes: ArraySlice<UInt8>) -> (Key?, Int) {
        let rest = bytes.dropFirst()
        guard let kind = rest.first, kind == UInt8(ascii: "[") || kind == UInt8(ascii: "O") else {
            return (.escape, 1)
        }
        let body = rest.dropFirst()
        guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else {
            return (nil, bytes.count)
        }
        let count = end - bytes.startIndex + 1
        switch body[end] {
        case UInt8(ascii: "A"): return (.up, count)
        case UInt8(ascii: "B"): return (.down, count)
        case UInt8(ascii: "C"): return (.right, count)
        case UInt8(ascii: "D"): return (.left, count)
        case UInt8(ascii: "~") where body.first == UInt8(ascii: "5"): return (.pageUp, count)
        case UInt8(ascii: "~") where body.first == UInt8(ascii: "6"): return (.pageDown, count)
        default: return (nil, count)
        }
    }
}
