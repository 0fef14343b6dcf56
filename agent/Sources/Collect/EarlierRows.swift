import SurveyProtocol

/// Responses that were imported earlier and that no row of a file leads to now.
///
/// A row without a label that is new to the round may be one of them: changed in the file since, or
/// read from a file that had another name. So may a row with a label, when it says just what one of
/// them said: its label may have been added since. Then its person counts twice.
struct EarlierRows {
    private var files: Set<String> = []
    private var units: Set<String?> = []
    private var contents: Set<Digest> = []

    /// What was imported before, without the responses that rows of the file lead to.
    init(_ known: KnownResponses, _ places: ImportPlaces, except present: Set<ResponseID>) {
        for response in known.byToken.values where !present.contains(response.id) {
            guard let place = places[response.id] else { continue }
            files.insert(place.file)
            units.insert(response.unit)
            if let content = place.content { contents.insert(content) }
        }
    }

    /// Whether a new row without a label may be one of them: something of the same file is not in
    /// it any more, or another file had rows of the same unit.
    func mayHold(_ row: AnswerSheet.Row, of file: String) -> Bool {
        files.contains(file) || units.contains(row.answers.unit)
    }

    /// Whether one of them said just this.
    func said(_ content: Digest) -> Bool { contents.contains(content) }
}
