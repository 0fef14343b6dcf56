import Foundation
import SurveyProtocol

/// A vector of a line that answers a response or a question about one: how it is read.
struct LineVector<Outcome: Decodable & Equatable>: Decodable {
    /// What a line says.
    struct Values: Equatable {
        var id: ResponseID?
        var revision: Int?
        var digest: SurveyProtocol.Digest?
        var outcome: Outcome?
        var receipt: Receipt?
        var code: ProblemCode?
        var detail: String?
    }

    /// What reading it must come to.
    struct Expectation: Decodable {
        private struct ProblemValues: Decodable {
            let code: ProblemCode
            let detail: String
        }

        private enum CodingKeys: CodingKey {
            case reads, written, id, revision, digest, verdict, state, receipt, problem
        }

        let reads: Bool
        let written: Bool
        let values: Values

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            reads = try members.decode(Bool.self, forKey: .reads)
            written = try members.decodeIfPresent(Bool.self, forKey: .written) ?? false
            let problem = try members.decodeIfPresent(ProblemValues.self, forKey: .problem)
            values = Values(
                id: try members.decodeIfPresent(ResponseID.self, forKey: .id),
                revision: try members.decodeIfPresent(Int.self, forKey: .revision),
                digest: try members.decodeIfPresent(SurveyProtocol.Digest.self, forKey: .digest),
                outcome: try members.decodeIfPresent(Outcome.self, forKey: .verdict)
                    ?? members.decodeIfPresent(Outcome.self, forKey: .state),
                receipt: try members.decodeIfPresent(Receipt.self, forKey: .receipt),
                code: problem?.code, detail: problem?.detail)
        }
    }

    let about: String
    let line: String
    let expect: Expectation

    /// The line as a message; nil when it is none.
    func read<Message: Decodable>(as type: Message.Type) -> Message? {
        try? JSONDecoder().decode(type, from: Data(line.utf8))
    }
}
