import Crypto
import Formats
import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The body of a request with responses: their sealed bytes as they are, one a line.
struct BatchBody: Sendable {
    /// Bodies shorter than this are not worth compressing.
    private static let compressedBytesMinimum = 1_024

    /// The responses that are in it.
    private(set) var sent: [SpoolEntry] = []
    /// Those that are not, because they are gone or not intact.
    private(set) var dropped: [SpoolEntry] = []
    /// How many of those were altered, and went to quarantine.
    private(set) var altered = 0
    /// The bytes before compression.
    private(set) var bytes: [UInt8] = []

    /// A body of as many of the responses as the limit allows, at least one.
    init(_ entries: [SpoolEntry], from spool: Spool, bytesMaximum: Int) throws(DiskFault) {
        for entry in entries {
            switch try spool.read(entry) {
            case .intact(let line):
                guard add(line[...], of: entry, bytesMaximum: bytesMaximum) else { return }
            case .quarantined:
                altered += 1
                dropped.append(entry)
            case .gone: dropped.append(entry)
            }
        }
    }

    /// A body of the same responses that touches nothing on the disk; nil when one of them is not
    /// there or not intact, which is for the other way to deal with.
    init?(_ entries: [SpoolEntry], onlyReading disk: any Disk, bytesMaximum: Int) {
        var (isIntact, hasRoom) = (true, true)
        var rest = entries[...]
        do throws(DiskFault) {
            while isIntact, hasRoom, let first = rest.first {
                var next = rest.startIndex
                let beside = rest.prefix { $0.liesBeside(first) }
                try disk.read(beside.map(\.name), in: first.folder) { line in
                    let entry = entries[next]
                    next += 1
                    isIntact = Spool.alteration(of: entry, line) == nil
                    if bytes.isEmpty {
                        // Most have the length of the first; what is too little grows by itself.
                        let expected = entries.count * (line.count + line.count / 16 + 1)
                        bytes.reserveCapacity(min(expected, bytesMaximum))
                    }
                    hasRoom = isIntact && add(line, of: entry, bytesMaximum: bytesMaximum)
                    return hasRoom
                }
                rest = rest[beside.endIndex...]
            }
        } catch {
            return nil
        }
        guard isIntact else { return nil }
    }

    /// Adds a response; false when it does not fit any more.
    private mutating func add(_ line: ArraySlice<UInt8>, of entry: SpoolEntry, bytesMaximum: Int)
        -> Bool
    {
        let isTooMuch = bytes.count + line.count + 1 > bytesMaximum
        if isTooMuch, !sent.isEmpty { return false }
        bytes += line
        bytes.append(0x0A)
        sent.append(entry)
        return true
    }

    /// The request that carries it.
    func request(round: String, coding: ContentCoding) -> TransportRequest {
        let compressed = Self.compressed(bytes, coding)
        let content = compressed ?? bytes
        var request = TransportRequest(
            post: Path.responses(round), mediaType: MediaType.responses, body: content)
        if compressed != nil { request.set("Content-Encoding", to: coding.rawValue) }
        let digest = Data(SHA256.hash(data: content)).base64EncodedString()
        request.set("Content-Digest", to: "sha-256=:\(digest):")
        request.set("Accept", to: MediaType.verdicts)
        request.replyBytesMaximum = Limits.messageBytesMaximum + sent.count * 4_096
        return request
    }

    /// The bytes compressed, when that is smaller and the server's limits allow it.
    private static func compressed(_ bytes: [UInt8], _ coding: ContentCoding) -> [UInt8]? {
        guard bytes.count >= compressedBytesMinimum,
            let packed = try? coding == .zstd ? Zstandard.compress(bytes) : Gzip.compress(bytes),
            packed.count < bytes.count,
            bytes.count / packed.count < Limits.inflationRatioMaximum / 2
        else { return nil }
        return packed
    }
}
