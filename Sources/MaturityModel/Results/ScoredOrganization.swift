/// What aggregation computed of one organization's answers, so that these need not be kept.
package struct ScoredOrganization: Sendable {
    /// How many responses it has.
    package var count: Int { figures.responses }

    let figures: OrganizationFigures
    /// By chunk, those of each flat: they are merged over everybody, in the order of chunks.
    let reliability: [[Moments]]
    /// Whether a byte occurred that is no option of its item.
    let hasUnknownCode: Bool
}
