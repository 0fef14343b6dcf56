import Foundation

/// Texts that are IP addresses.
enum IPAddress {
    /// The 4 or 16 bytes of an address in network order, or nil when the text is a name.
    static func bytes(_ text: String) -> [UInt8]? {
        guard !text.utf8.contains(0) else { return nil }
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            // Unsafe because inet_pton() fills the array, which has the family's length.
            if unsafe inet_pton(family, text, &bytes) == 1 { return bytes }
        }
        return nil
    }
}
