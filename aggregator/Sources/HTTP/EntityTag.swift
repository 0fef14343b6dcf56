import HTTPTypes
import Hummingbird

/// Whether who asks has the document already (RFC 9110, 13.1.2).
enum EntityTag {
    /// Whether the fields `If-None-Match` of a request name a tag: `*`, or a list of tags of which
    /// one is the same, strong or weak.
    static func isKnown(_ tag: String, to request: Request) -> Bool {
        let fields = request.headers[values: .ifNoneMatch]
        return fields.contains { names($0, tag) }
    }

    /// Whether the value of a field names a tag; what is malformed names nothing from there on.
    static func names(_ field: String, _ tag: String) -> Bool {
        var rest = field.utf8[...]
        let wanted = tag.hasPrefix("W/") ? tag.utf8.dropFirst(2) : tag.utf8[...]
        func skip(_ bytes: Set<UInt8>) { rest = rest.drop { bytes.contains($0) } }
        skip([0x20, 0x09])
        if rest.elementsEqual("*".utf8) { return true }
        while true {
            // Empty elements of a list are left out.
            skip([0x20, 0x09, 0x2C])
            if rest.starts(with: "W/".utf8) { rest = rest.dropFirst(2) }
            guard rest.first == 0x22, let end = rest.dropFirst().firstIndex(of: 0x22) else {
                return false
            }
            let next = rest.index(after: end)
            if rest[..<next].elementsEqual(wanted) { return true }
            rest = rest[next...]
            skip([0x20, 0x09])
            guard rest.first == 0x2C else { return false }
        }
    }
}
