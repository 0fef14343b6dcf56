/// The answers of one organization with their rows sorted into units.
struct AnswerSheet: Sendable {
    let answers: OrganizationAnswers
    /// Indices of units in the order of their names.
    let unitOrder: [Int32]
    /// The rows of each unit in their order, then the rows without one.
    private let rowsByUnit: [[Int32]]

    init(_ answers: OrganizationAnswers) {
        self.answers = answers
        unitOrder = answers.units.indices.map { Int32($0) }.sorted {
            TextOrder.precedes(answers.units[Int($0)], answers.units[Int($1)])
        }
        guard !answers.units.isEmpty else {
            rowsByUnit = []
            return
        }
        var rows = [[Int32]](repeating: [], count: answers.units.count + 1)
        for (row, unit) in answers.unitOfRow.enumerated() {
            rows[unit < 0 ? answers.units.count : Int(unit)].append(Int32(row))
        }
        rowsByUnit = rows
    }

    /// The rows of a unit, or with −1 those without one.
    func rows(ofUnit unit: Int32) -> [Int32] {
        rowsByUnit[unit < 0 ? answers.units.count : Int(unit)]
    }

    func chunks(organization: Int) -> [Chunk] {
        guard !answers.units.isEmpty else {
            return cut(answers.count, organization: organization, unit: nil)
        }
        return (unitOrder + [-1]).flatMap { unit in
            cut(rows(ofUnit: unit).count, organization: organization, unit: unit)
        }
    }

    private func cut(_ count: Int, organization: Int, unit: Int32?) -> [Chunk] {
        stride(from: 0, to: count, by: Chunk.rowsMaximum).map { start in
            Chunk(
                organization: organization, unit: unit,
                range: start..<min(start + Chunk.rowsMaximum, count))
        }
    }
}
