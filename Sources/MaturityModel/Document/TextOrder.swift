/// The one order of identifiers: by their UTF-8 bytes, the same on every machine.
enum TextOrder {
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
