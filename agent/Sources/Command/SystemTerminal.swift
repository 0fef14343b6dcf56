internal import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The process's own input and outputs.
struct SystemTerminal: Terminal {
    private static let outputErrno = Mutex<Int32>(0)

    /// Why not everything that was shown could be written to the output; nil when it was.
    static var outputFault: DiskFault? {
        let number = outputErrno.withLock { $0 }
        guard number != 0 else { return nil }
        return DiskFault(errno: number, "cannot be written", path: "the output")
    }

    var isInteractive: Bool { isatty(0) == 1 && isatty(2) == 1 }

    var screen: (any TerminalScreen)? {
        SystemScreen(self, environment: ProcessInfo.processInfo.environment)
    }

    var columns: Int? { Self.window?.columns }

    /// The size of the window that the output goes to; nil where there is none.
    static var window: (columns: Int, rows: Int)? {
        var window = winsize()
        // Unsafe because ioctl() fills the one structure it is given.
        guard unsafe ioctl(1, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
            return nil
        }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    func write(_ bytes: [UInt8]) { Self.write(bytes, to: 1) }

    func warn(_ bytes: [UInt8]) { Self.write(bytes, to: 2) }

    func readLine() -> String? { Swift.readLine(strippingNewline: true) }

    /// Writes all bytes. A reader that went away is not a failure of ours; a full disk is
    /// remembered, so that the program does not end as if its output had been kept.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            // Unsafe because write() reads from the buffer, whose size it is given.
            let count = unsafe rest.withUnsafeBytes { buffer in
                // Because the pointer is valid inside the closure.
                unsafe systemWrite(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let number = errno
                if descriptor == 1, number != EPIPE { outputErrno.withLock { $0 = number } }
                return
            }
            rest = rest.dropFirst(count)
        }
    }

    // Unsafe because it hands a buffer's address to C.
    @unsafe private static func systemWrite(
        _ descriptor: Int32, _ source: UnsafeRawPointer?, _ count: Int
    ) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(descriptor, source, count)  // because of the pointer, see above
        #else
            unsafe Darwin.write(descriptor, source, count)  // because of the pointer, see above
        #endif
    }
}
