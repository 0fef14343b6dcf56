import Formats
import HTTPTypes
import Hummingbird
import NIOCore
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("Bodies whose lines are read")
struct SentLinesTests {
    private static let lines = Array(String(repeating: "line of a body\n", count: 200).utf8)

    private func read(_ body: [UInt8], _ coding: String?) async throws -> [UInt8] {
        var fields: HTTPFields = [.contentType: MediaType.responses]
        fields[.contentEncoding] = coding
        let request = Request(
            head: HTTPRequest(
                method: .post, scheme: "https", authority: "localhost", path: "/",
                headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let lines = try await SentLines(request, type: MediaType.responses)
        return try await lines.read(in: ReadingLanes(lanes: 1), of: 1) { $0 }
    }

    private func packed(_ bytes: [UInt8], _ coding: ContentCoding) throws -> [UInt8] {
        switch coding {
        case .gzip: try Gzip.compress(bytes)
        case .zstd: try Zstandard.compress(bytes)
        }
    }

    @Test("are the same however they came", arguments: RequestContent.codings)
    func codings(coding: ContentCoding) async throws {
        let body = try packed(Self.lines, coding)
        #expect(try await read(body, coding.rawValue) == Self.lines)
        #expect(try await read(body, coding.rawValue.uppercased()) == Self.lines)
        #expect(try await read(Self.lines, nil) == Self.lines)
        #expect(try await read(Self.lines, "identity") == Self.lines)
    }

    @Test("are large in a lane of their own, and the same", arguments: RequestContent.codings)
    func large(coding: ContentCoding) async throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
        #expect(try await read(packed(bytes, coding), coding.rawValue) == bytes)
    }

    @Test("are refused when they grow beyond a limit", arguments: RequestContent.codings)
    func bombs(coding: ContentCoding) async throws {
        let bomb = try packed(
            [UInt8](repeating: 0x0A, count: Limits.inflatedBytesMaximum + 1), coding)
        let problem = await #expect(throws: Problem.self) {
            try await read(bomb, coding.rawValue)
        }
        #expect(problem?.code == .bodyTooLarge)
    }

    @Test("are refused when they are cut, followed or another's", arguments: RequestContent.codings)
    func malformed(coding: ContentCoding) async throws {
        let body = try packed(Self.lines, coding)
        let other = try packed(Self.lines, coding == .gzip ? .zstd : .gzip)
        for body in [Array(body.dropLast()), body + [0], body + body, other, Self.lines, []] {
            let problem = await #expect(throws: Problem.self) {
                try await read(body, coding.rawValue)
            }
            #expect(problem?.code == .bodyMalformed)
        }
    }

    @Test("are refused in another coding, also in two", arguments: ["br", "deflate", "gzip, zstd"])
    func otherCodings(name: String) async throws {
        let problem = await #expect(throws: Problem.self) { try await read(Self.lines, name) }
        #expect(problem?.code == .encodingUnsupported)
    }
}
