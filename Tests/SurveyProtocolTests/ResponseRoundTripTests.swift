import Foundation
import SurveyProtocol
import Testing

@Suite("Sealing and reading responses")
struct ResponseRoundTripTests {
    @Test("what is sealed is read back with the same values", arguments: [1, 2, 3, 4])
    func sealedIsReadBack(seed: UInt64) throws {
        var generator = RandomResponse(seed: seed)
        var parser = ResponseParser()
        for number in 1...1_000 {
            let response = generator.response()
            let line = response.sealed()
            let comment: Comment = "seed \(seed), response \(number)"
            #expect(!line.contains(0x0A), comment)
            let reading = try Response(reading: line, with: &parser)
            #expect(reading == response, comment)
            #expect(reading.unit.map { Array($0.utf8) } == response.unit.map { Array($0.utf8) })
            #expect(parser.id == response.id && parser.revision == response.revision, comment)
            #expect(reading.sealed() == line, comment)
        }
    }

    @Test("what is sealed is read by Foundation with the same values")
    func sealedIsReadByFoundation() throws {
        var generator = RandomResponse(seed: 5)
        for number in 1...500 {
            let response = generator.response()
            let difference = JSONReading.difference(response, response.sealed())
            #expect(difference == nil, "seed 5, response \(number)")
        }
    }

    @Test("order of members, white space and escapes change no value", arguments: [6, 7])
    func clothingChangesNothing(seed: UInt64) throws {
        var generator = RandomResponse(seed: seed)
        var parser = ResponseParser()
        for number in 1...500 {
            let response = generator.response()
            let line = Clothing.dressed(response, &generator.random)
            let comment: Comment = "seed \(seed), response \(number)"
            guard line.count <= Limits.responseBytesMaximum else { continue }
            #expect(try Response(reading: line, with: &parser) == response, comment)
            #expect(JSONReading.difference(response, line) == nil, comment)
        }
    }

    @Test("a parser keeps nothing from the line before")
    func nothingIsKept() throws {
        var generator = RandomResponse(seed: 8)
        var parser = ResponseParser()
        var full = generator.response()
        full.unit = "unit"
        full.respondent = String(repeating: "r", count: 16)
        full.background = [Response.Answer(item: "role", code: "manager")]
        full.answers = [Response.Answer(item: "a", code: "1")]
        try parser.parse(full.sealed().span)
        #expect(throws: Problem.self) { try parser.parse([0x7B].span) }
        #expect(parser.id == nil && parser.revision == nil)
        #expect(parser.fields.unit == nil && parser.fields.respondent == nil)
        #expect(parser.fields.answers.isEmpty && parser.fields.background.isEmpty)
        var bare = Response(
            id: full.id, round: "r", questionnaire: full.questionnaire, organization: "o")
        bare.startedAt = full.startedAt
        bare.completedAt = full.completedAt
        bare.agent = "a"
        #expect(try Response(reading: bare.sealed(), with: &parser) == bare)
    }

    @Test("a line cut at any byte is refused")
    func everyCutIsRefused() throws {
        var generator = RandomResponse(seed: 9)
        var parser = ResponseParser()
        for _ in 1...8 {
            let line = generator.response().sealed()
            for length in 0..<min(line.count, 1_500) {
                let cut = line.span.extracting(first: length)
                #expect(throws: Problem.self, "\(length) of \(line.count) bytes") {
                    try parser.parse(cut)
                }
            }
        }
    }
}
