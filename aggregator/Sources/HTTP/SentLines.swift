import Formats
import Foundation
import HTTPTypes
import Hummingbird
import SurveyProtocol

/// The body of a request whose lines are read one by one: a batch of responses, or of questions.
struct SentLines: Sendable {
    private static let contentDigest = HTTPField.Name("Content-Digest")

    private let sent: [UInt8]
    private let coding: ContentCoding?
    private let digest: String?

    /// Takes a body in, whole.
    ///
    /// It is taken in before anything is said against the request: over HTTP/2 an answer that comes
    /// before the body has ended can cost the connection, and so whatever is asked next on it.
    /// - Throws: a `Problem` about size, type or coding.
    init(_ request: Request, type: String) async throws {
        sent = try await RequestContent.collect(request, bytesMaximum: Limits.bodyBytesMaximum)
        try RequestContent.checkType(request, type)
        coding = try RequestContent.coding(request)
        digest = Self.contentDigest.flatMap { request.headers[$0] }
    }

    /// What is read of the lines: of a small body where it arrived, of a large one in a lane.
    /// - Throws: a `Problem` about digest or coding, or what the reading threw.
    func read<Value: Sendable>(
        in lanes: ReadingLanes, of agent: Int64,
        _ read: @escaping @Sendable ([UInt8]) throws -> Value
    ) async throws -> Value {
        let work: @Sendable () throws -> Value = {
            try Self.checkDigest(digest, of: sent)
            return try read(coding.map { coding in try Self.decoded(sent, coding) } ?? sent)
        }
        guard max(sent.count, announcedBytes) > ReadingLanes.directBytesMaximum else {
            return try work()
        }
        return try await lanes.run(of: agent, bytes: sent.count, work)
    }

    /// How large a compressed body says that it will be.
    private var announcedBytes: Int {
        switch coding {
        case nil: 0
        case .gzip: Gzip.announcedBytes(sent)
        case .zstd: Zstandard.announcedBytes(sent) ?? 0
        }
    }

    /// Checks the Content-Digest of RFC 9530 when one is given with SHA-256.
    private static func checkDigest(_ field: String?, of body: [UInt8]) throws {
        guard let field else { return }
        for member in field.split(separator: ",") {
            let parts = member.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmed == "sha-256" else { continue }
            let value = parts[1].trimmed
            guard value.first == ":", value.last == ":",
                let digest = Data(base64Encoded: String(value.dropFirst().dropLast())),
                Digest(bytes: digest) == Digest.sha256(of: body)
            else { throw Problem(.digestMismatch, "\(body.count) bytes arrived") }
        }
    }

    /// A body as it was before it was compressed.
    static func decoded(
        _ sent: [UInt8], _ coding: ContentCoding
    ) throws(Problem) -> [UInt8] {
        let (most, ratio) = (Limits.inflatedBytesMaximum, Limits.inflationRatioMaximum)
        do {
            switch coding {
            case .gzip:
                return try Gzip.inflate(sent, bytesMaximum: most, ratioMaximum: ratio)
            case .zstd:
                return try Zstandard.decompress(sent, bytesMaximum: most, ratioMaximum: ratio)
            }
        } catch {
            switch error {
            case .tooLarge:
                throw Problem(
                    .bodyTooLarge,
                    "decompressed it has more than \(Limits.inflatedBytesMaximum) bytes "
                        + "or \(Limits.inflationRatioMaximum) times its size")
            case .malformed:
                let whole = coding == .gzip ? "gzip member" : "zstd frame that says its size"
                throw Problem(.bodyMalformed, "it is not one \(whole)")
            case .failed: throw Problem(.serverBusy, "there is no memory to decompress it")
            }
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
