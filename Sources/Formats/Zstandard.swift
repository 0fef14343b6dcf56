#if canImport(CZstd)
    internal import CZstd
#endif

/// zstd (RFC 8878) through the system's libzstd, with a limit on what may come out.
///
/// A frame that is taken says how large its content is, and has nothing after it. So it is
/// decompressed in one step to a place of just that size, whatever window it names: no frame makes
/// the library reserve memory, and one that holds more than it says is damaged.
public enum Zstandard {
    /// How to look for repetitions; the names and numbers are libzstd's.
    private struct Search {
        var level: Int32
        /// Bytes of the shortest repetition; nil leaves it to the level.
        var minMatch: Int32?
        /// Places that are looked at, as a power of two; nil leaves it to the level.
        var searchLog: Int32?

        /// Where responses are much alike, as an import's are, nothing makes them fewer bytes.
        static let quick = Search(level: 1)
        /// In other sealed responses short repetitions are chance: looking for longer ones in more
        /// places takes as long and leaves a twentieth less.
        static let thorough = Search(level: 5, minMatch: 6, searchLog: 4)
    }

    /// A quick frame is good enough when its content is at least so many times as large.
    private static let quickRatio = 12

    /// What a frame begins with.
    private static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

    /// Whether this system has the library.
    public static var isAvailable: Bool {
        #if canImport(CZstd)
            true
        #else
            false
        #endif
    }

    #if canImport(CZstd)
        /// The bytes as one zstd frame, with the size of its content and a checksum.
        ///
        /// Tried quickly first, in a third of the time, and again when that leaves much.
        public static func compress(_ bytes: [UInt8]) throws(CodingFault) -> [UInt8] {
            let quick = try compress(bytes, .quick)
            if quick.count <= bytes.count / quickRatio { return quick }
            let thorough = try compress(bytes, .thorough)
            return thorough.count < quick.count ? thorough : quick
        }

        private static func compress(
            _ bytes: [UInt8], _ search: Search
        ) throws(CodingFault) -> [UInt8] {
            // Unsafe because the context is a C allocation, which ends with this call.
            guard let context = unsafe ZSTD_createCCtx() else { throw .failed }
            defer { _ = unsafe ZSTD_freeCCtx(context) }
            for (parameter, value) in [
                (ZSTD_c_compressionLevel, search.level), (ZSTD_c_minMatch, search.minMatch),
                (ZSTD_c_searchLog, search.searchLog), (ZSTD_c_checksumFlag, 1),
            ] {
                guard let value else { continue }
                // Because the context is valid until the end of this call.
                let result = unsafe ZSTD_CCtx_setParameter(context, parameter, value)
                guard ZSTD_isError(result) == 0 else { throw .failed }
            }
            // Because both pointers live through the call and have those sizes.
            return try unsafe filled(ZSTD_compressBound(bytes.count)) { target, capacity in
                unsafe bytes.withUnsafeBytes { source in
                    unsafe ZSTD_compress2(
                        context, target, capacity, source.baseAddress, source.count)
                }
            }
        }

        /// How many bytes a frame says that it holds; nil when it does not say it, or is none.
        public static func announcedBytes(_ bytes: [UInt8]) -> Int? {
            // Frames without content and those of old formats begin otherwise.
            guard bytes.starts(with: magic) else { return nil }
            // Unsafe because of the pointer; libzstd reads no further than the given size.
            let size = unsafe bytes.withUnsafeBytes {
                unsafe survey_zstd_content_size($0.baseAddress, $0.count)
            }
            return size < 0 ? nil : Int(size)
        }

        /// What one zstd frame holds.
        ///
        /// A frame that says that it holds too much is not even begun, so that a bomb costs
        /// nothing.
        /// - Parameters:
        ///   - bytes: exactly one frame that says how large its content is; anything after it is
        ///     malformed.
        ///   - bytesMaximum: the most bytes that may come out.
        ///   - ratioMaximum: the most bytes that may come out for one that goes in.
        /// - Throws: `.tooLarge` before anything has been produced.
        public static func decompress(
            _ bytes: [UInt8], bytesMaximum: Int, ratioMaximum: Int
        ) throws(CodingFault) -> [UInt8] {
            guard let announced = announcedBytes(bytes) else { throw .malformed }
            guard announced <= min(bytesMaximum, max(bytes.count, 64) * ratioMaximum) else {
                throw .tooLarge
            }
            // Unsafe because of the pointer; libzstd reads no further than the given size.
            let frameBytes = unsafe bytes.withUnsafeBytes {
                unsafe ZSTD_findFrameCompressedSize($0.baseAddress, $0.count)
            }
            guard frameBytes == bytes.count else { throw .malformed }
            // Because both pointers live through the call and have those sizes.
            let content = try unsafe filled(announced) { target, capacity in
                unsafe bytes.withUnsafeBytes { source in
                    unsafe ZSTD_decompress(target, capacity, source.baseAddress, source.count)
                }
            }
            guard content.count == announced else { throw .malformed }
            return content
        }

        /// An array of what the library writes, at most so many bytes.
        private static func filled(
            _ capacity: Int, _ write: (UnsafeMutableRawPointer?, Int) -> Int
        ) throws(CodingFault) -> [UInt8] {
            var isDamaged = false
            // Unsafe because the array has no values yet; as many count as were written.
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                let written = unsafe write(UnsafeMutableRawPointer(target.baseAddress), capacity)
                isDamaged = ZSTD_isError(written) != 0
                count = isDamaged ? 0 : written
            }
            guard !isDamaged else { throw .malformed }
            return bytes
        }
    #else
        /// Nothing: this system does not have the library.
        public static func compress(_ bytes: [UInt8]) throws(CodingFault) -> [UInt8] {
            throw .failed
        }

        /// Nothing: this system does not have the library.
        public static func announcedBytes(_ bytes: [UInt8]) -> Int? { nil }

        /// Nothing: this system does not have the library.
        public static func decompress(
            _ bytes: [UInt8], bytesMaximum: Int, ratioMaximum: Int
        ) throws(CodingFault) -> [UInt8] {
            throw .failed
        }
    #endif
}
