/// A coded refusal, in the form of RFC 9457 with our `code` and `hint`.
public struct Problem: Hashable, Sendable, Error {
    /// What is wrong, from the one table.
    public let code: ProblemCode
    /// What is wrong in this case, naming the thing; never an answer, a name or a secret.
    public let detail: String

    /// A problem of the given code; the detail names the thing it is about.
    public init(_ code: ProblemCode, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// The address that identifies the kind of problem.
    public var type: String { "urn:maturity-survey:problem:\(code.rawValue)" }

    /// Appends the problem as a JSON object.
    public func appendJSON(to output: inout [UInt8]) {
        output.append(0x7B)
        JSONText.append(name: "type", to: &output)
        JSONText.append(type, to: &output)
        output.append(0x2C)
        JSONText.append(name: "title", to: &output)
        JSONText.append(code.title, to: &output)
        output.append(0x2C)
        JSONText.append(name: "status", to: &output)
        output += Array(String(code.status).utf8)
        output.append(0x2C)
        JSONText.append(name: "detail", to: &output)
        JSONText.append(detail, to: &output)
        output.append(0x2C)
        JSONText.append(name: "code", to: &output)
        JSONText.append(code.rawValue, to: &output)
        output.append(0x2C)
        JSONText.append(name: "hint", to: &output)
        JSONText.append(code.hint, to: &output)
        output.append(0x7D)
    }
}

extension Problem: Codable {
    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, code, hint
    }

    /// Reads a problem; an unknown code of a newer server is a decoding error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(ProblemCode.self, forKey: .code)
        detail = try container.decodeIfPresent(String.self, forKey: .detail) ?? ""
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(type, forKey: .type)
        try container.encode(code.title, forKey: .title)
        try container.encode(code.status, forKey: .status)
        try container.encode(detail, forKey: .detail)
        try container.encode(code, forKey: .code)
        try container.encode(code.hint, forKey: .hint)
    }
}
