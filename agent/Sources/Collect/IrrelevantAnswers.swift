import MaturityModel

/// Answers that were imported to questions which the other answers of their row rule out: they are
/// kept as the file has them, and do not count in results.
struct IrrelevantAnswers: Codable, Hashable, Sendable {
    /// A row with such answers.
    struct Row: Codable, Hashable, Sendable {
        /// The line where the row begins, from 1.
        let line: Int
        /// The questions that do not count, in their order.
        let columns: [String]
    }

    /// Rows that are named; the others are only counted.
    static let listedMaximum = 5

    /// How many rows have such answers.
    private(set) var rows = 0
    /// The first of these.
    private(set) var first: [Row] = []

    /// Looks at a row that goes in.
    mutating func take(_ row: AnswerSheet.Row, of questionnaire: Questionnaire) {
        let relevance = questionnaire.relevance(of: row.answers.row)
        let columns = questionnaire.items.indices.filter {
            !relevance[$0] && row.answers.items[$0] != nil
        }
        guard !columns.isEmpty else { return }
        rows += 1
        guard first.count < Self.listedMaximum else { return }
        first.append(Row(line: row.line, columns: columns.map { questionnaire.items[$0].id }))
    }
}
