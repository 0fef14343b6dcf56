/// Merges the figures of an organization's chunks, in their order, with those of its units.
struct OrganizationMerger {
    private let plan: ScoringPlan
    private let sheet: AnswerSheet
    private var whole: ChunkFigures?
    private var units: [Int32: ChunkFigures] = [:]
    private var reliability: [[Moments]] = []

    init(_ plan: ScoringPlan, _ sheet: AnswerSheet) {
        self.plan = plan
        self.sheet = sheet
    }

    mutating func add(_ part: ChunkFigures, of chunk: Chunk) {
        if whole == nil { whole = part } else { whole?.merge(part) }
        if let unit = chunk.unit { units[unit, default: ChunkFigures(plan)].merge(part) }
        reliability.append(part.reliability)
    }

    func scored() -> ScoredOrganization {
        let whole = whole ?? ChunkFigures(plan)
        var figures = OrganizationFigures(moments: whole.moments, counts: whole.counts)
        figures.responses = whole.responses
        figures.droppedAnswers = whole.droppedAnswers
        figures.straightLined = whole.straightLined
        if !sheet.unitOrder.isEmpty {
            figures.units = sheet.unitOrder.map { unit in
                self.unit(sheet.answers.units[Int(unit)], units[unit])
            }
            figures.withoutUnit = units[-1].map { self.unit("", $0) }
        }
        return ScoredOrganization(
            figures: figures, reliability: reliability, hasUnknownCode: whole.hasUnknownCode)
    }

    private func unit(_ id: String, _ part: ChunkFigures?) -> UnitFigures {
        let part = part ?? ChunkFigures(plan)
        return UnitFigures(
            id: id, responses: part.responses, moments: part.moments, counts: part.counts)
    }
}
