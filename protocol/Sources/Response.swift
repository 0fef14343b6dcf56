/// One respondent's, or one organization's joint, answers, before they are sealed.
///
/// Sealing writes the final bytes once; from then on the bytes are the response and this value is
/// only a way to read them.
public struct Response: Hashable, Sendable {
    /// The format that `sealed()` writes.
    public static let format = "maturity-response/1"

    /// One answer: an item or background question and the code of the chosen option.
    public struct Answer: Hashable, Sendable {
        /// The item or background question.
        public var item: String
        /// The code of the chosen option.
        public var code: String

        /// An answer to an item.
        public init(item: String, code: String) {
            self.item = item
            self.code = code
        }
    }

    /// Minted on the device.
    public var id: ResponseID
    /// 1 for the first sealing, one more for each edit.
    public var revision: Int
    /// The digest of the revision that this one replaces; nil for the first.
    public var replaces: Digest?
    /// The round's id.
    public var round: String
    /// The digest of the questionnaire's canonical form.
    public var questionnaire: Digest
    /// The organization's id on the round's roster.
    public var organization: String
    /// The part of the organization, if it is divided.
    public var unit: String?
    /// A token that only the agent can link to a person; nil when nobody can be told apart.
    public var respondent: String?
    /// Answers to background questions, in questionnaire order.
    public var background: [Answer]
    /// Answers to items, in questionnaire order; an item not answered is absent.
    public var answers: [Answer]
    /// When the first answer was given by the device's clock, RFC 3339 in UTC.
    public var startedAt: String
    /// When it was sealed by the device's clock, RFC 3339 in UTC.
    public var completedAt: String
    /// The program and version that sealed it, such as `survey-agent/1.0`.
    public var agent: String

    /// A first revision without unit, respondent or background; set these afterwards.
    public init(id: ResponseID, round: String, questionnaire: Digest, organization: String) {
        self.id = id
        revision = 1
        self.round = round
        self.questionnaire = questionnaire
        self.organization = organization
        background = []
        answers = []
        startedAt = ""
        completedAt = ""
        agent = ""
    }

    /// The final bytes: one line of JSON without a line feed.
    public func sealed() -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(400 + answers.count * 32)
        output.append(0x7B)
        JSONText.append(name: "format", to: &output)
        JSONText.append(Self.format, to: &output)
        append("id", id.description, to: &output)
        appendName("revision", to: &output)
        output += Array(String(revision).utf8)
        append("replaces", replaces?.description, to: &output)
        append("round", round, to: &output)
        append("questionnaire", questionnaire.description, to: &output)
        append("organization", organization, to: &output)
        append("unit", unit, to: &output)
        append("respondent", respondent, to: &output)
        append("background", background, to: &output)
        append("answers", answers, to: &output)
        append("startedAt", startedAt, to: &output)
        append("completedAt", completedAt, to: &output)
        append("agent", agent, to: &output)
        output.append(0x7D)
        return output
    }

    private func appendName(_ name: StaticString, to output: inout [UInt8]) {
        output.append(0x2C)
        JSONText.append(name: name, to: &output)
    }

    private func append(_ name: StaticString, _ value: String?, to output: inout [UInt8]) {
        appendName(name, to: &output)
        if let value {
            JSONText.append(value, to: &output)
        } else {
            output += Array("null".utf8)
        }
    }

    private func append(_ name: StaticString, _ values: [Answer], to output: inout [UInt8]) {
        appendName(name, to: &output)
        output.append(0x7B)
        for (index, answer) in values.enumerated() {
            if index > 0 { output.append(0x2C) }
            JSONText.append(answer.item, to: &output)
            output.append(0x3A)
            JSONText.append(answer.code, to: &output)
        }
        output.append(0x7D)
    }
}
