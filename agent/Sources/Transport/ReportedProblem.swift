import SurveyProtocol

/// A problem as it came from a server, whose codes may be newer than ours.
///
/// Also what `<id>.<revision>.problem.json` in the spool holds.
struct ReportedProblem: Hashable, Sendable {
    /// The code from the protocol's table, or a newer one.
    let code: String
    /// What is wrong in general.
    let title: String
    /// What is wrong in this case.
    let detail: String
    /// What a person can do.
    let hint: String

    /// A problem of the protocol's table.
    init(_ problem: Problem) {
        code = problem.code.rawValue
        title = problem.code.title
        detail = problem.detail
        hint = problem.code.hint
    }

    /// A problem that the agent itself found.
    init(code: String, title: String, detail: String, hint: String) {
        self.code = code
        self.title = title
        self.detail = detail
        self.hint = hint
    }
}

extension ReportedProblem: Codable {
    private enum CodingKeys: String, CodingKey {
        case code, title, detail, hint
    }

    /// What only a server writes.
    private enum ServerKeys: String, CodingKey { case type }

    /// Reads a problem; only the code must be there.
    ///
    /// A code may be newer than this program, so that a damaged one looks like a new one: where
    /// there is a type, which is the code as a URN, both must say the same.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let code = try container.decode(String.self, forKey: .code)
        let type = try decoder.container(keyedBy: ServerKeys.self)
            .decodeIfPresent(String.self, forKey: .type)
        guard type == nil || type == "urn:maturity-survey:problem:\(code)" else {
            throw DecodingError.dataCorruptedError(
                forKey: .code, in: container, debugDescription: "the type is of another code")
        }
        let known = ProblemCode(rawValue: code)
        self.code = code
        title = try container.decodeIfPresent(String.self, forKey: .title) ?? known?.title ?? code
        detail = try container.decodeIfPresent(String.self, forKey: .detail) ?? ""
        hint = try container.decodeIfPresent(String.self, forKey: .hint) ?? known?.hint ?? ""
    }
}
