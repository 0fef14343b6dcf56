internal import CZlib

/// gzip (RFC 1952) through the system's zlib, with a limit on what may come out.
public enum Gzip {
    private static let chunkBytes = 65_536

    /// How hard to try to make bytes few; the number is zlib's.
    public enum Effort: Int32, Sendable {
        /// Several times as fast as usual, for what stays on this computer.
        case least = 1
        /// For what goes over a network.
        case usual = 6

        /// In sealed responses the shortest repetitions are chance: named by the letters
        /// themselves they take less room, in the same time. Figures hardly repeat at all: what is
        /// in a snapshot takes a third less time without looking for it, and 7 % more room.
        fileprivate var strategy: Int32 { self == .usual ? Z_FILTERED : Z_HUFFMAN_ONLY }
    }

    /// The bytes as one gzip member.
    public static func compress(
        _ bytes: [UInt8], effort: Effort = .usual
    ) throws(CodingFault) -> [UInt8] {
        // Unsafe because zlib's stream holds pointers; `run` sets them and keeps them alive.
        var stream = unsafe z_stream()
        guard unsafe survey_deflate_init(&stream, effort.rawValue, effort.strategy) == Z_OK
        else { throw .failed }
        defer { _ = unsafe deflateEnd(&stream) }
        let limit = bytes.count + bytes.count / 100 + 1_024
        return try unsafe run(&stream, bytes.span, bytesMaximum: limit) {
            unsafe deflate($0, Z_FINISH)
        }
    }

    /// The bytes as a deflated stream without header and trailer, which ends at a byte.
    /// - Parameter isLast: whether nothing follows; otherwise another stream can be put after it.
    static func deflateRaw(
        _ bytes: Span<UInt8>, effort: Effort, isLast: Bool
    ) throws(CodingFault) -> [UInt8] {
        // Unsafe because zlib's stream holds pointers; `run` sets them and keeps them alive.
        var stream = unsafe z_stream()
        guard unsafe survey_deflate_raw_init(&stream, effort.rawValue, effort.strategy) == Z_OK
        else {
            throw .failed
        }
        defer { _ = unsafe deflateEnd(&stream) }
        let limit = bytes.count + bytes.count / 100 + 1_024
        return try unsafe run(&stream, bytes, bytesMaximum: limit) { stream in
            if isLast { return unsafe deflate(stream, Z_FINISH) }
            let status = unsafe deflate(stream, Z_SYNC_FLUSH)
            // Because room left over says that everything has been flushed, and zlib answers with
            // an error of the buffer when there was nothing left to flush.
            let hasRoom = unsafe stream.pointee.avail_out > 0
            let isFlushed = status == Z_BUF_ERROR || (status == Z_OK && hasRoom)
            return isFlushed ? Z_STREAM_END : status
        }
    }

    /// How many bytes a member says that it holds, in its last four bytes.
    public static func announcedBytes(_ bytes: [UInt8]) -> Int {
        guard bytes.count >= trailerBytes else { return 0 }
        return bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Bytes of a member's header and trailer.
    private static let trailerBytes = 18
    /// How many times larger than the member its content can be at most in this format.
    private static let ratioPossible = 1_040

    /// What one gzip member holds.
    ///
    /// A member that says that it holds too much is not even begun, and one that holds more than it
    /// says is stopped there, so that a bomb costs next to nothing.
    /// - Parameters:
    ///   - bytes: exactly one member; anything after it is malformed.
    ///   - bytesMaximum: the most bytes that may come out.
    ///   - ratioMaximum: the most bytes that may come out for one that goes in.
    /// - Throws: `.tooLarge` before more than the limit has been produced.
    public static func inflate(
        _ bytes: [UInt8], bytesMaximum: Int, ratioMaximum: Int
    ) throws(CodingFault) -> [UInt8] {
        let limit = min(bytesMaximum, max(bytes.count, 64) * ratioMaximum)
        let announced = announcedBytes(bytes)
        // What no member of this size can hold is damage, which inflating finds.
        guard announced <= limit || announced > bytes.count * ratioPossible else {
            throw .tooLarge
        }
        do throws(CodingFault) {
            return try inflate(bytes, bytesMaximum: min(limit, announced))
        } catch {
            throw error == .tooLarge && announced < limit ? .malformed : error
        }
    }

    private static func inflate(
        _ bytes: [UInt8], bytesMaximum: Int
    ) throws(CodingFault) -> [UInt8] {
        // Unsafe because zlib's stream holds pointers; `run` sets them and keeps them alive.
        var stream = unsafe z_stream()
        guard unsafe survey_inflate_init(&stream) == Z_OK else { throw .failed }
        defer { _ = unsafe inflateEnd(&stream) }
        let output = try unsafe run(&stream, bytes.span, bytesMaximum: bytesMaximum) {
            unsafe CZlib.inflate($0, Z_NO_FLUSH)
        }
        guard unsafe stream.avail_in == 0 else { throw .malformed }
        return output
    }

    /// What a deflated stream without header and trailer holds, as inside a ZIP file.
    static func inflateRaw(_ bytes: [UInt8], bytesMaximum: Int) throws(CodingFault) -> [UInt8] {
        // Unsafe because zlib's stream holds pointers; `run` sets them and keeps them alive.
        var stream = unsafe z_stream()
        guard unsafe survey_inflate_raw_init(&stream) == Z_OK else { throw .failed }
        defer { _ = unsafe inflateEnd(&stream) }
        return try unsafe run(&stream, bytes.span, bytesMaximum: bytesMaximum) {
            unsafe CZlib.inflate($0, Z_NO_FLUSH)
        }
    }

    /// The checksum that gzip and ZIP use.
    static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        // Unsafe because zlib takes a pointer; the bytes live through the call.
        unsafe bytes.withUnsafeBufferPointer { bytes in
            UInt32(unsafe crc32(0, bytes.baseAddress, UInt32(bytes.count)))
        }
    }

    private static func run(
        _ stream: inout z_stream, _ bytes: Span<UInt8>, bytesMaximum: Int,
        step: (UnsafeMutablePointer<z_stream>) -> Int32
    ) throws(CodingFault) -> [UInt8] {
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: chunkBytes)
        let count = chunk.count
        // Unsafe because zlib keeps the two pointers between calls: both stay valid, since the
        // closures enclose every call that uses them. It writes nothing where its input is.
        let fault: CodingFault? = unsafe bytes.withUnsafeBufferPointer { source in
            unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            unsafe stream.avail_in = UInt32(source.count)
            while true {
                let status = unsafe chunk.withUnsafeMutableBufferPointer { target in
                    unsafe stream.next_out = target.baseAddress
                    unsafe stream.avail_out = UInt32(count)
                    return unsafe step(&stream)
                }
                let produced = unsafe count - Int(stream.avail_out)
                guard output.count + produced <= bytesMaximum else { return .tooLarge }
                output += chunk[..<produced]
                if status == Z_STREAM_END { return nil }
                guard status == Z_OK, produced > 0 else { return .malformed }
            }
        }
        if let fault { throw fault }
        return output
    }
}
