#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The person's browser.
enum Browser {
    #if os(Linux)
        private static let program = "xdg-open"
    #else
        private static let program = "open"
    #endif

    /// Opens a file in the browser; when there is none, nothing happens, since the link was shown.
    static func open(_ path: String) {
        // Unsafe because C takes the words by their addresses, which live during the call;
        // posix_spawnp() copies what it is given before it returns.
        unsafe program.withCString { first in
            unsafe path.withCString { second in
                var words = unsafe [
                    UnsafeMutablePointer(mutating: first), UnsafeMutablePointer(mutating: second),
                    nil,
                ]
                var process = pid_t()
                _ = unsafe posix_spawnp(&process, first, nil, nil, &words, environ)
            }
        }
    }
}
