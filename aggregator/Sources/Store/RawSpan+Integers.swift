/// Reading numbers and texts out of bytes, within their bounds.
extension RawSpan {
    /// The whole number whose bytes begin at an offset, in the machine's order.
    ///
    /// Offsets outside of the bytes end the program, as an array's do: callers check before.
    func integer<Value: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Value {
        // Unsafe because any type could be named; of a whole number every pattern is one.
        unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self)
    }

    /// The text in a range of bytes.
    func text(_ range: Range<Int>) -> String {
        let bytes = extracting(range)
        // Unsafe because a pointer is handed out; it is copied before the closure ends.
        return unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
