import SurveyProtocol

/// Where imported responses came from: the contents of `imports/ROUND.json`.
///
/// Whoever imported a file had its answers, so the coordinator may open these responses again, and
/// recognizes one by its file and line. What the row said is kept as a digest, so that a correction
/// made here since is not undone by the same row. Labels are not kept.
struct ImportPlaces: Codable, Hashable, Sendable {
    /// A row of a file.
    struct Place: Codable, Hashable, Sendable {
        /// The file's name without folders.
        let file: String
        /// The line that the row begins on.
        let line: Int
        /// What the row said; absent for rows that were imported before this was kept.
        var content: Digest?
    }

    /// The newest place of each response, by its id.
    private var places: [String: Place] = [:]

    subscript(id: ResponseID) -> Place? {
        get { places[id.description] }
        set { places[id.description] = newValue }
    }
}

/// Where the responses of a round came from, as far as this computer knows and may show it.
struct Provenance {
    /// What the coordinator filled in.
    let own: Set<ResponseID>
    /// What was imported.
    let places: ImportPlaces
    /// Who was invited by label, by the response that was given with it.
    let invited: [ResponseID: Invitation]

    /// What this computer knows of a round.
    init(_ round: String, in home: Home) throws {
        own = Set(try home.notes(round).own)
        places = try home.importPlaces(round)
        let tracked = try home.invitations(round).invitations
        invited = Dictionary(
            tracked.compactMap { invitation in invitation.response.map { ($0, invitation) } }
        ) { $1 }
    }

    /// Whether the coordinator may see the answers: filled in or imported here, and not by
    /// somebody with a link of their own.
    func mayOpen(_ id: ResponseID) -> Bool {
        invited[id] == nil && (own.contains(id) || places[id] != nil)
    }

    /// Where a response came from in words that hold no name; nil when nothing is known.
    func text(_ id: ResponseID) -> String? {
        if let invitation = invited[id] { return "invitation \(invitation.number)" }
        return places[id].map { "\($0.file) line \($0.line)" }
    }
}
