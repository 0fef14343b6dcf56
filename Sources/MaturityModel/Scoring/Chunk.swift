/// A run of rows of one organization, all of one unit; what one lane computes at a time.
///
/// Chunks are cut by the data alone, never by the number of lanes.
struct Chunk: Sendable {
    /// Rows in a chunk at most.
    static let rowsMaximum = 4_096

    /// The organization's index in the roster.
    let organization: Int
    /// The unit's index, −1 for rows without one, or nil when the organization has no units.
    let unit: Int32?
    /// Which rows of that unit (or of the organization) these are.
    let range: Range<Int>
}
