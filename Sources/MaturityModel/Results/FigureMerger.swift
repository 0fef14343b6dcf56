/// Merges the figures of chunks, in their order, into those of units and organizations.
struct FigureMerger {
    private let plan: ScoringPlan
    private let sheets: [AnswerSheet?]
    private var whole: [ChunkFigures]
    private var units: [[Int32: ChunkFigures]]
    private(set) var reliability: [ReliabilitySums]

    init(_ plan: ScoringPlan, _ sheets: [AnswerSheet?]) {
        self.plan = plan
        self.sheets = sheets
        let empty = ChunkFigures(plan)
        whole = Array(repeating: empty, count: sheets.count)
        units = Array(repeating: [:], count: sheets.count)
        reliability = empty.reliability
    }

    mutating func add(_ part: ChunkFigures, of chunk: Chunk) {
        whole[chunk.organization].merge(part)
        if let unit = chunk.unit {
            units[chunk.organization][unit, default: ChunkFigures(plan)].merge(part)
        }
        for index in reliability.indices { reliability[index].merge(part.reliability[index]) }
    }

    func organizations() -> [OrganizationFigures] {
        whole.indices.map { index in
            let part = whole[index]
            var figures = OrganizationFigures(moments: part.moments, counts: part.counts)
            figures.responses = part.responses
            figures.droppedAnswers = part.droppedAnswers
            figures.straightLined = part.straightLined
            if let sheet = sheets[index], !sheet.unitOrder.isEmpty {
                figures.units = sheet.unitOrder.map { unit in
                    self.unit(sheet.answers.units[Int(unit)], units[index][unit])
                }
                figures.withoutUnit = units[index][-1].map { self.unit("", $0) }
            }
            return figures
        }
    }

    private func unit(_ id: String, _ part: ChunkFigures?) -> UnitFigures {
        let part = part ?? ChunkFigures(plan)
        return UnitFigures(
            id: id, responses: part.responses, moments: part.moments, counts: part.counts)
    }
}
