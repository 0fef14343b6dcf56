internal import CCurl

/// A time in a header field, in any of the forms of HTTP (RFC 9110, section 5.6.7).
enum HTTPDate {
    /// Seconds since 1970; nil when the text is no time.
    static func seconds(_ text: String) -> Double? {
        // Each form begins with the day of the week; libcurl also takes shorter ones.
        guard text.first?.isLetter == true else { return nil }
        // Unsafe because C reads the text during this call; it does not use the second argument.
        let seconds = unsafe curl_getdate(text, nil)
        return seconds == -1 ? nil : Double(seconds)
    }
}
