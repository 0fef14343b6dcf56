#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How many random cases a property is tried with; SURVEY_CASES sets another number.
enum Cases {
    /// The numbers after the first, which SURVEY_SEED sets, so that a failure can be replayed.
    static func seeds(default count: Int = 300) -> Range<UInt64> {
        let first = number("SURVEY_SEED") ?? 1
        return UInt64(first)..<UInt64(first + (number("SURVEY_CASES") ?? count))
    }

    private static func number(_ name: String) -> Int? {
        // Because getenv hands out C memory, the text is copied at once.
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe Int(String(cString: text))  // because the copy ends the use of C memory
    }
}
