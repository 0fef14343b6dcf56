import Foundation
import SurveyProtocol

/// A golden line and what a reader must make of it; the form is in protocol/vectors/README.md.
struct ResponseVector: Decodable {
    /// Bytes that are written out, or described by a rule.
    enum Part: Decodable {
        case text(String)
        case rule(Rule)

        struct Rule: Decodable {
            let `repeat`: String
            let times: Int
            let joinedBy: String?
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .rule(try container.decode(Rule.self))
            }
        }

        var text: String {
            switch self {
            case .text(let text): text
            case .rule(let rule):
                (1...rule.times).map { rule.repeat.replacing("{n}", with: String($0)) }
                    .joined(separator: rule.joinedBy ?? "")
            }
        }
    }

    struct Expectation: Decodable {
        let parses: Bool?
        let values: Values?
        let counts: [String: Int]?
        let laterProblem: ProblemCode?
        let problem: ProblemCode?
        let id: ResponseID?
        let revision: Int?
    }

    /// The members as they must be read; answers are pairs, because their order is kept.
    struct Values: Decodable {
        let format: String
        let id: ResponseID
        let revision: Int
        let replaces: Digest?
        let round: String
        let questionnaire: Digest
        let organization: String
        let unit: String?
        let respondent: String?
        let background: [[String]]
        let answers: [[String]]
        let startedAt: String
        let completedAt: String
        let agent: String

        var response: Response {
            var response = Response(
                id: id, round: round, questionnaire: questionnaire, organization: organization)
            response.revision = revision
            response.replaces = replaces
            response.unit = unit
            response.respondent = respondent
            response.background = background.map { Response.Answer(item: $0[0], code: $0[1]) }
            response.answers = answers.map { Response.Answer(item: $0[0], code: $0[1]) }
            response.startedAt = startedAt
            response.completedAt = completedAt
            response.agent = agent
            return response
        }
    }

    let about: String
    let line: String?
    let lineBase64: String?
    let parts: [Part]?
    let expect: Expectation

    /// The line's bytes; nil unless exactly one of the three forms is used.
    var bytes: [UInt8]? {
        switch (line, lineBase64, parts) {
        case (let line?, nil, nil): Array(line.utf8)
        case (nil, let text?, nil): Data(base64Encoded: text).map(Array.init)
        case (nil, nil, let parts?): Array(parts.map(\.text).joined().utf8)
        default: nil
        }
    }
}
