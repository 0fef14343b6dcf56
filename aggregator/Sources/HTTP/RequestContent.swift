import Formats
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import SurveyProtocol

/// Reads the body of a request: within limits, as it was sent, decompressed.
enum RequestContent {
    private static let contentDigest = HTTPField.Name("Content-Digest")
    /// Bytes that are reserved because a sender announces them, before they arrive.
    private static let reservedBytesMaximum = 1_048_576

    /// What is read of a body of lines: a batch of responses, or of questions.
    ///
    /// A small body is read where it arrived, a large one in a lane.
    /// - Throws: a `Problem` about type, size, digest or coding, or what the reading threw.
    static func lines<Value: Sendable>(
        _ request: Request, type: String, in lanes: ReadingLanes, of agent: Int64,
        read: @escaping @Sendable ([UInt8]) throws -> Value
    ) async throws -> Value {
        try checkType(request, type)
        let isPacked = try isPacked(request)
        let sent = try await collect(request, bytesMaximum: Limits.bodyBytesMaximum)
        let digest = contentDigest.flatMap { request.headers[$0] }
        let work: @Sendable () throws -> Value = {
            try checkDigest(digest, of: sent)
            return try read(isPacked ? try inflate(sent) : sent)
        }
        let bytes = isPacked ? max(sent.count, Gzip.announcedBytes(sent)) : sent.count
        guard bytes > ReadingLanes.directBytesMaximum else { return try work() }
        return try await lanes.run(of: agent, bytes: sent.count, work)
    }

    /// Whether the body is compressed.
    private static func isPacked(_ request: Request) throws(Problem) -> Bool {
        switch request.headers[.contentEncoding]?.lowercased() {
        case nil, "", "identity": return false
        case "gzip", "x-gzip": return true
        case let coding?:
            throw Problem(.encodingUnsupported, "content coding `\(coding.prefix(32))`")
        }
    }

    /// A small JSON message.
    /// - Throws: a `Problem` about type, size or shape.
    static func message<Message: Decodable>(
        _ request: Request, as type: Message.Type,
        bytesMaximum: Int = Limits.messageBytesMaximum
    ) async throws -> Message {
        try checkType(request, MediaType.json)
        let bytes = try await collect(request, bytesMaximum: bytesMaximum)
        guard let message = try? JSONDecoder().decode(type, from: Data(bytes)) else {
            throw Problem(.requestMalformed, "the body is not the JSON that this address takes")
        }
        return message
    }

    /// Bytes of a form that are read before it has to show that it comes from our own pages.
    static let formHeadBytes = 65_536

    /// The fields of a form that a page sent, urlencoded or, with files, in parts.
    ///
    /// Nothing of a form that is not admitted is kept, and of a large one no more than its first
    /// bytes is read.
    /// - Parameter admit: throws for a form that did not come from our own pages; it is given the
    ///   fields of the first `formHeadBytes`.
    /// - Throws: a `Problem` about type or size; what `admit` throws.
    static func form(
        _ request: Request, bytesMaximum: Int, admit: (FormFields) throws -> Void
    ) async throws -> FormFields {
        let type = request.headers[.contentType] ?? ""
        let essence = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        let read: ([UInt8]) -> FormFields
        switch essence {
        case "application/x-www-form-urlencoded": read = { FormFields(encoded: $0) }
        case "multipart/form-data": read = { FormFields(multipart: $0, type: type) }
        default: throw Problem(.mediaTypeUnsupported, "media type `\(essence.prefix(64))`")
        }
        var isAdmitted = false
        let bytes = try await collect(request, bytesMaximum: bytesMaximum) { bytes in
            guard !isAdmitted, bytes.count >= formHeadBytes else { return }
            try admit(read(Array(bytes.prefix(formHeadBytes))))
            isAdmitted = true
        }
        let fields = read(bytes)
        if !isAdmitted { try admit(fields) }
        return fields
    }

    private static func checkType(_ request: Request, _ expected: String) throws {
        let type = request.headers[.contentType] ?? ""
        let essence = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard essence == expected else {
            throw Problem(.mediaTypeUnsupported, "media type `\(essence.prefix(64))`")
        }
    }

    /// Reads a body into one array, of the right size from the start where its size is announced.
    /// - Parameter look: looks at what has arrived so far, and may throw.
    private static func collect(
        _ request: Request, bytesMaximum: Int, look: ([UInt8]) throws -> Void = { _ in }
    ) async throws -> [UInt8] {
        let tooLarge = Problem(.bodyTooLarge, "the limit is \(bytesMaximum) bytes")
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= bytesMaximum else { throw tooLarge }
        var body: [UInt8] = []
        body.reserveCapacity(min(max(0, announced), reservedBytesMaximum))
        for try await chunk in request.body {
            guard body.count + chunk.readableBytes <= bytesMaximum else { throw tooLarge }
            // Unsafe because the chunk's bytes are borrowed; they are copied within the closure.
            unsafe chunk.withUnsafeReadableBytes { unsafe body.append(contentsOf: $0) }
            try look(body)
        }
        return body
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

    private static func inflate(_ sent: [UInt8]) throws(Problem) -> [UInt8] {
        do {
            return try Gzip.inflate(
                sent, bytesMaximum: Limits.inflatedBytesMaximum,
                ratioMaximum: Limits.inflationRatioMaximum)
        } catch {
            switch error {
            case .tooLarge:
                throw Problem(
                    .bodyTooLarge,
                    "decompressed it has more than \(Limits.inflatedBytesMaximum) bytes "
                        + "or \(Limits.inflationRatioMaximum) times its size")
            case .malformed: throw Problem(.bodyMalformed, "it is not one gzip member")
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
