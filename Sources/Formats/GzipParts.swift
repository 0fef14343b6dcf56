internal import CZlib

/// A gzip member whose parts were compressed apart from each other, at the same time perhaps.
///
/// Each part ends at a byte, so that they can lie one after the other; zlib combines their
/// checksums. A reader sees one member, as if it had been made at once.
public enum GzipParts {
    /// Bytes of content that are worth a part: many enough that little is lost where parts meet.
    public static let partBytes = 262_144

    /// One part, compressed.
    public struct Part: Sendable {
        let deflated: [UInt8]
        let checksum: UInt32
        let contentBytes: Int
    }

    /// Compresses a part of the content, of any size.
    /// - Parameter isLast: whether the content ends with it; there is exactly one such part.
    /// - Throws: `.failed` when zlib has no memory.
    public static func part(
        _ content: Span<UInt8>, effort: Gzip.Effort, isLast: Bool
    ) throws(CodingFault) -> Part {
        Part(
            deflated: try Gzip.deflateRaw(content, effort: effort, isLast: isLast),
            checksum: Gzip.checksum(content), contentBytes: content.count)
    }

    /// The pieces of the member that all parts of a content make, in order.
    ///
    /// They are not put together here, because whoever takes them may keep them in another form.
    public static func member(_ parts: [Part]) -> [[UInt8]] {
        let (deflate, fastest, unknownSystem): (UInt8, UInt8, UInt8) = (8, 4, 255)
        let header: [UInt8] = [0x1F, 0x8B, deflate, 0, 0, 0, 0, 0, fastest, unknownSystem]
        var trailer: [UInt8] = []
        var (checksum, contentBytes): (UInt, Int) = (0, 0)
        for part in parts {
            checksum = crc32_combine(checksum, UInt(part.checksum), part.contentBytes)
            contentBytes += part.contentBytes
        }
        for word in [UInt32(checksum), UInt32(truncatingIfNeeded: contentBytes)] {
            for shift in stride(from: 0, to: 32, by: 8) {
                trailer.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
            }
        }
        return [header] + parts.map(\.deflated) + [trailer]
    }
}
