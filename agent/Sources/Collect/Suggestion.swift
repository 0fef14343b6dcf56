/// What a person probably meant.
enum Suggestion {
    /// The known word nearest to one that is not known; nil when none is near, or two are as near.
    ///
    /// A word of one character is near no other: on a scale from 1 to 5 a 7 may mean anything.
    static func nearest(to word: String, among known: [String]) -> String? {
        let lowered = Array(word.lowercased().prefix(64))
        let measured = known.map { ($0, distance(lowered, Array($0.lowercased()))) }
        guard let least = measured.map(\.1).min(), least <= max(1, lowered.count / 3) else {
            return nil
        }
        let nearest = measured.filter { $0.1 == least }.map(\.0)
        guard let first = nearest.first, nearest.count == 1 else { return nil }
        return least > 0 && lowered.count == 1 && first.count == 1 ? nil : first
    }

    /// The fewest insertions, deletions and replacements from one to the other.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (character == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}
