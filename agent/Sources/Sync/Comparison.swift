/// What the centre said that it has of some responses.
struct Comparison: Hashable, Sendable {
    /// The responses it was asked about.
    var asked: [SpoolEntry]
    /// What it said of those it has; what changed is filed.
    var rulings: [Ruling] = []
    /// Those it lacks, at their new places: they wait to be sent again.
    var missing: [SpoolEntry] = []
    /// Bytes of the request.
    var bytes = 0
    /// Seconds that the request took.
    var seconds = 0.0

    /// Questions without an answer that proves itself.
    var unanswered: Int { asked.count - rulings.count - missing.count }
}
