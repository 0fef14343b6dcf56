internal import CZlib

/// A gzip member whose parts were compressed apart from each other, at the same time perhaps.
///
/// Each part ends at a byte, so that they can lie one after the other; zlib combines their
/// checksums. A reader sees one member, as if it had been made at once.
public enum GzipParts {
    /// Bytes of content in a part, except the last: many enough that little is lost where the
    /// parts meet.
    public static let partBytes = 1_048_576

    /// One part, compressed.
    public struct Part: Sendable {
        let deflated: [UInt8]
        let checksum: UInt32
        let contentBytes: Int
    }

    /// How many parts so many bytes of content have; at least one.
    public static func count(of contentBytes: Int) -> Int {
        max(1, (contentBytes + partBytes - 1) / partBytes)
    }

    /// Compresses a part of the content.
    /// - Parameter index: the part's place, from 0.
    /// - Throws: `.failed` when zlib has no memory.
    public static func part(
        _ index: Int, of content: [UInt8], effort: Gzip.Effort
    ) throws(CodingFault) -> Part {
        let start = index * partBytes
        let end = min(start + partBytes, content.count)
        let own = content.span.extracting(start..<end)
        return Part(
            deflated: try Gzip.deflateRaw(own, effort: effort, isLast: end == content.count),
            checksum: Gzip.checksum(own), contentBytes: own.count)
    }

    /// The member that all parts of a content make, in order.
    public static func member(_ parts: [Part]) -> [UInt8] {
        let (deflate, fastest, unknownSystem): (UInt8, UInt8, UInt8) = (8, 4, 255)
        var bytes: [UInt8] = [0x1F, 0x8B, deflate, 0, 0, 0, 0, 0, fastest, unknownSystem]
        bytes.reserveCapacity(parts.reduce(18) { $0 + $1.deflated.count })
        var (checksum, contentBytes): (UInt, Int) = (0, 0)
        for part in parts {
            bytes += part.deflated
            checksum = crc32_combine(checksum, UInt(part.checksum), part.contentBytes)
            contentBytes += part.contentBytes
        }
        for word in [UInt32(checksum), UInt32(truncatingIfNeeded: contentBytes)] {
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
            }
        }
        return bytes
    }
}
