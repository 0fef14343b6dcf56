/// The fields of a form that was sent, in their order.
package struct FormFields: Hashable, Sendable {
    /// Fields of one form; beyond it the rest is left out.
    package static let countMaximum = 4_000

    /// The names and values.
    package private(set) var pairs: [(name: String, value: String)] = []
    /// The bytes of files that are no text, by the field's name.
    private var binary: [String: [UInt8]] = [:]

    package static func == (left: FormFields, right: FormFields) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0 == $1 } && left.binary == right.binary
    }

    package func hash(into hasher: inout Hasher) {
        for pair in pairs {
            hasher.combine(pair.name)
            hasher.combine(pair.value)
        }
        hasher.combine(binary)
    }

    /// No fields.
    package init() {}

    /// The fields of `application/x-www-form-urlencoded` bytes; what is no text is left out.
    package init(encoded bytes: some Sequence<UInt8>) {
        let all = Array(bytes).split(
            separator: UInt8(ascii: "&"), maxSplits: Self.countMaximum)
        for pair in all.prefix(Self.countMaximum) {
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0], plusIsSpace: true),
                let value = Self.decoded(parts.count > 1 ? parts[1] : [], plusIsSpace: true)
            else { continue }
            pairs.append((name, value))
        }
    }

    /// The fields of `multipart/form-data` bytes (RFC 7578); a file's bytes are its value when
    /// they are text; its name is the value of the field's name with `.filename`, also when they
    /// are none, and `bytes(of:)` has them either way. What is malformed is left out.
    package init(multipart bytes: [UInt8], type: String) {
        guard let range = type.firstRange(of: "boundary=") else { return }
        let boundary = type[range.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        guard (1...70).contains(boundary.utf8.count) else { return }
        let parts = ByteSearch(for: Array("--\(boundary)".utf8))
            .between(in: bytes, countMaximum: Self.countMaximum)
        for part in parts {
            let blank: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
            guard let end = part.firstRange(of: blank) else { continue }
            let head = String(decoding: part[..<end.lowerBound], as: UTF8.self)
            var value = part[end.upperBound...]
            if value.suffix(2).elementsEqual([0x0D, 0x0A]) { value = value.dropLast(2) }
            guard let name = Self.parameter("name", of: head) else { continue }
            if let file = Self.parameter("filename", of: head) {
                pairs.append(("\(name).filename", file))
            }
            guard let text = String(validating: value, as: UTF8.self) else {
                if binary[name] == nil { binary[name] = Array(value) }
                continue
            }
            pairs.append((name, text))
        }
    }

    /// All values of a field, such as those of boxes that are ticked.
    package func values(of name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }

    /// The first value of a field.
    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The bytes of a field: of a file whatever it is, else of the text.
    package func bytes(of name: String) -> [UInt8]? {
        binary[name] ?? self[name].map { Array($0.utf8) }
    }

    /// The text that percent signs stand for; nil when it is no UTF-8 or holds a NUL.
    package static func decoded(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
        var result: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            if byte == UInt8(ascii: "%") {
                guard let high = iterator.next().flatMap(digit),
                    let low = iterator.next().flatMap(digit)
                else { return nil }
                result.append(high << 4 | low)
            } else {
                result.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        guard !result.contains(0) else { return nil }
        return String(validating: result, as: UTF8.self)
    }

    /// A text for the path or query of an address.
    package static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: result.append(byte)
            default: result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func parameter(_ name: String, of head: String) -> String? {
        guard let range = head.firstRange(of: " \(name)=\"") else { return nil }
        return String(head[range.upperBound...].prefix { $0 != "\"" })
    }
}
