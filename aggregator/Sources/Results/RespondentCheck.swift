import SurveyProtocol

/// Compares who has which response, as the sealed bytes say it, with the table that says it.
///
/// A second response of the same respondent is found by that table alone: what is missing in it
/// lets one count twice, what is too much holds another one back.
struct RespondentCheck {
    /// What is wrong with the entries of one organization.
    private struct Difference {
        var missing = 0
        var foreign = 0
    }

    private var said: [SQLiteReader.RespondentEntry] = []
    private var unread: Set<Int64> = []

    /// Takes what the sealed bytes of a response say of its respondent.
    /// - Parameter token: the SHA-256 of the respondent's token.
    mutating func add(_ token: Digest, of id: ResponseID, organization: Int64) {
        said.append(
            SQLiteReader.RespondentEntry(
                organization: organization, respondent: (token.words.0, token.words.1),
                id: (id.high, id.low)))
    }

    /// Notes that a response of an organization cannot be read: what the table has of it may be
    /// right, and another fault is reported.
    mutating func skip(organization: Int64) {
        unread.insert(organization)
    }

    /// What does not agree, by organization.
    /// - Parameter kept: a round's entries in the order of the table.
    mutating func faults(_ kept: SQLiteReader.RespondentEntries) throws -> [String] {
        said.sort(by: <)
        var differences: [Int64: Difference] = [:]
        var place = said.startIndex
        /// Steps over an entry, which each revision of a response gives again.
        func pass(_ entry: SQLiteReader.RespondentEntry) {
            while place < said.endIndex, said[place] == entry { place += 1 }
        }
        while let entry = try kept.next() {
            while place < said.endIndex, said[place] < entry {
                differences[said[place].organization, default: Difference()].missing += 1
                pass(said[place])
            }
            if place < said.endIndex, said[place] == entry {
                pass(entry)
            } else if !unread.contains(entry.organization) {
                differences[entry.organization, default: Difference()].foreign += 1
            }
        }
        while place < said.endIndex {
            differences[said[place].organization, default: Difference()].missing += 1
            pass(said[place])
        }
        return try differences.sorted { $0.key < $1.key }.map { key, difference in
            "organization \(try kept.name(of: key)): who has which response is not what the"
                + " sealed bytes say: \(difference.missing) missing, \(difference.foreign) too much"
        }
    }
}
