import SurveyProtocol

/// Responses that were imported earlier and that no row of a file leads to now.
///
/// A row without a label that is new to the round may be one of them: changed in the file since, or
/// read from a file that had another name. Then its person counts twice.
struct EarlierRows {
    private var files: Set<String> = []
    private var units: Set<String?> = []

    /// What was imported before, without the responses that rows of the file lead to.
    init(_ known: KnownResponses, _ places: ImportPlaces, except present: Set<ResponseID>) {
        for response in known.byToken.values where !present.contains(response.id) {
            guard let place = places[response.id] else { continue }
            files.insert(place.file)
            units.insert(response.unit)
        }
    }

    /// Whether a new row without a label may be one of them: something of the same file is not in
    /// it any more, or another file had rows of the same unit.
    func mayHold(_ row: AnswerSheet.Row, of file: String) -> Bool {
        files.contains(file) || units.contains(row.answers.unit)
    }
}
