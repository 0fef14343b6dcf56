import MaturityModel
import SurveyProtocol

/// A round whose results are published.
struct OpenRound: Equatable, Sendable {
    /// The round.
    let round: StoredRound
    /// The numbers of its published snapshots, and when each was.
    let publications: [(snapshot: Int, published: Timestamp)]
    /// What the questionnaire is called, by language.
    let questionnaire: Questionnaire

    /// The snapshot that stands for the round: the one published last.
    var last: (snapshot: Int, published: Timestamp)? { publications.last }

    static func == (left: OpenRound, right: OpenRound) -> Bool {
        left.round == right.round
            && left.publications.elementsEqual(right.publications) { $0 == $1 }
    }
}

extension SQLiteReader {
    /// A text that changes whenever the open data do: with what is published, and with what
    /// results are compared with.
    func openStamp() throws -> String {
        let rounds = try rounds().filter(\.isReleased)
        let parts = try rounds.map { round in
            "\(round.key) \(try publications(round: round))"
        }
        return (parts + [try benchmarkStamp()]).joined(separator: ";")
    }

    /// The rounds whose results are published, in the order in which they were created.
    func openRounds() throws -> [OpenRound] {
        try rounds().filter(\.isReleased)
            .sorted { $0.key < $1.key }
            .compactMap { round in
                let publications = try publicationTimes(round: round)
                guard !publications.isEmpty else { return nil }
                return OpenRound(
                    round: round, publications: publications,
                    questionnaire: try QuestionnaireFile.stored(
                        try questionnaire(round.questionnaire)))
            }
    }
}
