import Formats
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import SurveyProtocol

/// Reads the body of a request: within limits, as it was sent, decompressed.
enum RequestContent {
    /// Bytes that are reserved because a sender announces them, before they arrive.
    private static let reservedBytesMaximum = 1_048_576

    /// How the bodies that are taken may be compressed.
    static let codings = ContentCoding.allCases.filter { $0 != .zstd || Zstandard.isAvailable }

    /// How the body is compressed; nil when it is not.
    static func coding(_ request: Request) throws(Problem) -> ContentCoding? {
        let name = request.headers[.contentEncoding]?.lowercased() ?? ""
        switch name {
        case "", "identity": return nil
        case "x-gzip": return .gzip
        default:
            guard let coding = ContentCoding(rawValue: name), codings.contains(coding) else {
                throw Problem(.encodingUnsupported, "content coding `\(name.prefix(32))`")
            }
            return coding
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

    static func checkType(_ request: Request, _ expected: String) throws {
        let type = request.headers[.contentType] ?? ""
        if type == expected { return }
        let essence = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard essence == expected else {
            throw Problem(.mediaTypeUnsupported, "media type `\(essence.prefix(64))`")
        }
    }

    /// Reads a body into one array, of the right size from the start where its size is announced.
    /// - Parameter look: looks at what has arrived so far, and may throw.
    static func collect(
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
}
