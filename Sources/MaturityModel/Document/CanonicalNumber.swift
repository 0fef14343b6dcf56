/// Numbers as ECMAScript writes them, which RFC 8785 asks for.
enum CanonicalNumber {
    /// The shortest decimal that reads back to the same double, in ECMAScript's layout.
    ///
    /// Swift's description has the same digits; only the layout differs, so the digits and the
    /// exponent are taken apart and laid out again (ECMA-262, Number::toString).
    static func text(_ number: Double) -> String {
        if number == 0 { return "0" }
        let sign = number < 0 ? "-" : ""
        let (digits, point) = parts(of: number.magnitude)
        return sign + layout(digits: digits, point: point)
    }

    /// Significant digits without zeros at either end, and where the decimal point stands
    /// relative to their beginning.
    private static func parts(of magnitude: Double) -> (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let bytes = Array("\(magnitude)".utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: ".") {
                point = digits.count
            } else if byte == UInt8(ascii: "e") {
                exponent = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)) ?? 0
                break
            } else {
                digits.append(byte)
            }
        }
        var place = (point ?? digits.count) + exponent
        let zero = UInt8(ascii: "0")
        let leading = digits.prefix { $0 == zero }.count
        digits.removeFirst(leading)
        place -= leading
        while digits.last == zero { digits.removeLast() }
        return (digits, place)
    }

    private static func layout(digits: [UInt8], point: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        let count = digits.count
        if count <= point, point <= 21 {
            return text + String(repeating: "0", count: point - count)
        }
        if point > 0, point <= 21 {
            return "\(text.prefix(point)).\(text.dropFirst(point))"
        }
        if point > -6, point <= 0 {
            return "0." + String(repeating: "0", count: -point) + text
        }
        let exponent = point - 1
        let mantissa = count == 1 ? text : "\(text.prefix(1)).\(text.dropFirst())"
        return "\(mantissa)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }
}
