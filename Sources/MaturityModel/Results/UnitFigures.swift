/// What the respondents of one unit of an organization gave.
struct UnitFigures: Sendable, Equatable {
    let id: String
    let responses: Int
    /// By row of figures: nodes, then balance tags.
    let moments: [Moments]
    /// By item and option, flat.
    let counts: [UInt32]
}
