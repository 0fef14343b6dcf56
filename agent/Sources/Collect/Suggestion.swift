/// What a person probably meant.
enum Suggestion {
    /// The known word nearest to one that is not known; nil when none is near.
    static func nearest(to word: String, among known: [String]) -> String? {
        let lowered = Array(word.lowercased().prefix(64))
        var best: (word: String, distance: Int)?
        for candidate in known.sorted() {
            let distance = distance(lowered, Array(candidate.lowercased()))
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(1, lowered.count / 3) else { return nil }
        return best.word
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
