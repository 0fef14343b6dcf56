import Foundation
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("An export is whole, or shows that it is not")
struct ExportTests {
    private let fixture: Fixture
    private let count = ResponseExport.pageRows * 2 + 7

    init() throws {
        fixture = try Fixture()
        _ = try fixture.store((1...UInt64(count)).map { fixture.response($0).sealed() })
    }

    private func pieces(_ format: ResponseExport.Format) throws -> [[UInt8]] {
        let reader = fixture.aggregator.reader
        var export = try ResponseExport(
            reader: reader, round: reader.round("2026"), format: format)
        var pieces: [[UInt8]] = []
        while let piece = try export.next() { pieces.append(piece) }
        return pieces
    }

    @Test("the last line has the number of rows and the digest of all before it")
    func trailer() throws {
        for format in ResponseExport.Format.allCases {
            let pieces = try pieces(format)
            let last = String(decoding: try #require(pieces.last), as: UTF8.self)
            let body = Array(pieces.dropLast().joined())
            let digest = Digest.sha256(of: body).description.dropFirst("sha256:".count)
            #expect(last.contains("\(count)") && last.contains(digest))
            // No piece holds more than a page, however many rows there are.
            #expect(pieces.count >= 4)
        }
    }

    @Test("every line of NDJSON holds a sealed response, byte for byte")
    func sealed() throws {
        let lines = Array(try pieces(.ndjson).joined()).split(separator: 0x0A)
        #expect(lines.count == count + 1)
        let first = String(decoding: lines[0], as: UTF8.self)
        let sealed = String(decoding: fixture.response(1).sealed(), as: UTF8.self)
        #expect(first.hasSuffix(#""response":\#(sealed)}"#))
        for line in [lines[0], lines[count]] {
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(line))
            }
        }
    }

    @Test("the table has a column a background question and item, and the code of each answer")
    func table() throws {
        var response = fixture.response(99_999, codes: ["3", "dont-know"])
        response.background = [Response.Answer(item: "role", code: "manager")]
        _ = try fixture.store([response.sealed()])
        let text = String(decoding: Array(try pieces(.csv).joined()), as: UTF8.self)
        let lines = text.split(separator: "\r\n")
        #expect(lines[0].hasSuffix(",unit,role,q1,q2,q3"))
        #expect(lines[1].hasSuffix(",alpha,,,1,2,3"))
        #expect(lines[count + 1].hasSuffix(",alpha,,manager,3,dont-know,"))
    }

    @Test(
        "answers that the store lost or altered end the table with an error, and NDJSON has them",
        arguments: [
            "UPDATE answerBlock SET codes = substr(codes, 2)", "DELETE FROM answerBlock",
            """
            UPDATE answerBlock
            SET identities = CAST(substr(identities, 57) || substr(identities, 1, 56) AS BLOB)
            """,
        ])
    func damaged(statement: String) throws {
        try fixture.tamper(statement)
        let error = #expect(throws: AggregatorError.self) { try pieces(.csv) }
        #expect(error?.code == .dataDamaged)
        #expect(try pieces(.ndjson).count > 2)
    }

    @Test("what arrives during an export is not in it")
    func moment() throws {
        let reader = fixture.aggregator.reader
        var export = try ResponseExport(
            reader: reader, round: reader.round("2026"), format: .ndjson)
        _ = try export.next()
        _ = try fixture.store([fixture.response(99_998).sealed()])
        var last: [UInt8] = []
        while let piece = try export.next() { last = piece }
        #expect(String(decoding: last, as: UTF8.self).contains(#""rows":\#(count),"#))
    }
}
