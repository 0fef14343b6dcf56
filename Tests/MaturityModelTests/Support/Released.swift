import MaturityModel
import Testing

extension ReleasedResults {
    /// The released cell of a node and a set, by id.
    func cell(_ node: String, _ set: RespondentSet) throws -> ReleasedCell {
        let node = try #require(questionnaire.nodeIndex(of: node))
        let set = try #require(setIndex(of: set))
        return cell(node: node, set: set)
    }

    /// The figures of a shown cell.
    func figures(_ node: String, _ set: RespondentSet) throws -> Cell {
        try #require(try cell(node, set).figures)
    }
}

/// Whether two numbers are equal but for rounding errors, or as far as printed.
func near(_ left: Double?, _ right: Double, within tolerance: Double = 1e-9) -> Bool {
    guard let left else { return false }
    return abs(left - right) <= tolerance * max(1, abs(right))
}
