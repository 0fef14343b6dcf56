import SurveyProtocol

extension Response {
    /// What a parser makes of a line, as a value to compare.
    init(reading line: [UInt8], with parser: inout ResponseParser) throws(Problem) {
        try parser.parse(line.span)
        let fields = parser.fields
        let span = line.span
        guard let questionnaire = fields.questionnaire else {
            throw Problem(.memberMissing, "the parser took a line without questionnaire")
        }
        self.init(
            id: fields.id, round: fields.round.text(in: span), questionnaire: questionnaire,
            organization: fields.organization.text(in: span))
        revision = fields.revision
        replaces = fields.replaces
        unit = fields.unit?.text(in: span)
        respondent = fields.respondent?.text(in: span)
        background = Self.answers(fields.background, of: line)
        answers = Self.answers(fields.answers, of: line)
        startedAt = fields.startedAt.text(in: span)
        completedAt = fields.completedAt.text(in: span)
        agent = fields.agent.text(in: span)
    }

    /// What a new parser makes of a line.
    init(reading line: [UInt8]) throws(Problem) {
        var parser = ResponseParser()
        try self.init(reading: line, with: &parser)
    }

    private static func answers(
        _ answers: [ResponseFields.Answer], of line: [UInt8]
    ) -> [Answer] {
        answers.map {
            Answer(item: $0.item.text(in: line.span), code: $0.code.text(in: line.span))
        }
    }
}
