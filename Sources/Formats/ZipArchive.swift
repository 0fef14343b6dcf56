/// Reads the entries of a ZIP file (PKWARE APPNOTE), as far as office documents use it.
///
/// Only the directory at the end of the file is believed, as by every other reader; each entry
/// is checked against the size and checksum that stand there.
public struct ZipArchive: Sendable {
    private struct Entry {
        let method: Int
        let checksum: UInt32
        let compressedCount: Int
        let count: Int
        let offset: Int
    }

    private static let entriesMaximum = 10_000
    private static let endCount = 22
    private static let commentMaximum = 65_535
    private static let stored = 0
    private static let deflated = 8

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]

    /// The names of the entries, in no order.
    public var names: [String] { Array(entries.keys) }

    /// Reads the directory of a ZIP file.
    public init(_ bytes: [UInt8]) throws(ZipFault) {
        self.bytes = bytes
        guard let end = Self.end(of: bytes) else { throw .malformed }
        let count = try number(end + 10, 2)
        guard try number(end + 4, 4) == 0, try number(end + 8, 2) == count else {
            throw .unsupported
        }
        guard count <= Self.entriesMaximum else { throw .tooLarge }
        var place = try number(end + 16, 4)
        guard place != 0xFFFF_FFFF else { throw .unsupported }
        for _ in 0..<count { place = try readEntry(at: place) }
    }

    /// The bytes of an entry; nil when there is none of that name.
    public func content(of name: String, bytesMaximum: Int) throws(ZipFault) -> [UInt8]? {
        guard let entry = entries[name] else { return nil }
        guard entry.count <= bytesMaximum else { throw .tooLarge }
        guard try number(entry.offset, 4) == 0x0403_4B50 else { throw .malformed }
        // Only here, in the entry itself, stands how long its own name and extra field are.
        let nameCount = try number(entry.offset + 26, 2)
        let extraCount = try number(entry.offset + 28, 2)
        let start = entry.offset + 30 + nameCount + extraCount
        guard start <= bytes.count, entry.compressedCount <= bytes.count - start else {
            throw .malformed
        }
        let packed = Array(bytes[start..<(start + entry.compressedCount)])
        let content = try unpacked(packed, entry)
        guard content.count == entry.count, Gzip.checksum(content.span) == entry.checksum else {
            throw .malformed
        }
        return content
    }

    private func unpacked(_ packed: [UInt8], _ entry: Entry) throws(ZipFault) -> [UInt8] {
        if entry.method == Self.stored { return packed }
        guard entry.method == Self.deflated else { throw .unsupported }
        do throws(CodingFault) {
            return try Gzip.inflateRaw(packed, bytesMaximum: entry.count)
        } catch {
            throw .malformed
        }
    }

    /// Where the record at the end of the directory begins; a comment may follow it.
    private static func end(of bytes: [UInt8]) -> Int? {
        var place = bytes.count - endCount
        let least = max(0, place - commentMaximum)
        while place >= least {
            if bytes[place...].starts(with: [0x50, 0x4B, 0x05, 0x06]) { return place }
            place -= 1
        }
        return nil
    }

    /// Reads one entry of the directory and returns where the next one begins.
    private mutating func readEntry(at place: Int) throws(ZipFault) -> Int {
        guard try number(place, 4) == 0x0201_4B50 else { throw .malformed }
        guard try number(place + 8, 2) & 1 == 0 else { throw .unsupported }
        let nameCount = try number(place + 28, 2)
        let next =
            place + 46 + nameCount + (try number(place + 30, 2))
            + (try number(place + 32, 2))
        guard next <= bytes.count else { throw .malformed }
        let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameCount)], as: UTF8.self)
        // Of two parts of one name, one program would show this and another that.
        guard entries[name] == nil else { throw .malformed }
        entries[name] = Entry(
            method: try number(place + 10, 2), checksum: UInt32(try number(place + 16, 4)),
            compressedCount: try number(place + 20, 4), count: try number(place + 24, 4),
            offset: try number(place + 42, 4))
        return next
    }

    /// A number of some bytes, the lowest first.
    private func number(_ place: Int, _ count: Int) throws(ZipFault) -> Int {
        guard place >= 0, place <= bytes.count - count else { throw .malformed }
        return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
    }
}
