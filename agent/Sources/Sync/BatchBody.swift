import Crypto
import Formats
import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The body of a request with responses: their sealed bytes as they are, one a line.
struct BatchBody {
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
                let isTooMuch = bytes.count + line.count + 1 > bytesMaximum
                if isTooMuch, !sent.isEmpty { return }
                bytes += line
                bytes.append(0x0A)
                sent.append(entry)
            case .quarantined:
                altered += 1
                dropped.append(entry)
            case .gone: dropped.append(entry)
            }
        }
    }

    /// The request that carries it.
    func request(round: String) -> TransportRequest {
        let compressed = Self.compressed(bytes)
        let content = compressed ?? bytes
        var request = TransportRequest(
            post: Path.responses(round), mediaType: MediaType.responses, body: content)
        if compressed != nil { request.set("Content-Encoding", to: "gzip") }
        let digest = Data(SHA256.hash(data: content)).base64EncodedString()
        request.set("Content-Digest", to: "sha-256=:\(digest):")
        request.set("Accept", to: MediaType.verdicts)
        request.replyBytesMaximum = Limits.messageBytesMaximum + sent.count * 4_096
        return request
    }

    /// The bytes compressed, when that is smaller and the server's limits allow it.
    private static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= compressedBytesMinimum,
            let packed = try? Gzip.compress(bytes), packed.count < bytes.count,
            bytes.count / packed.count < Limits.inflationRatioMaximum / 2
        else { return nil }
        return packed
    }
}
