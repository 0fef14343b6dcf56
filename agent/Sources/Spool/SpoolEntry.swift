import SurveyProtocol

/// One sealed response in the spool, known from its file name alone.
struct SpoolEntry: Hashable, Sendable {
    /// The round's id.
    let round: String
    /// The folder it is in.
    let state: SpoolState
    /// The response's id.
    let id: ResponseID
    /// Its revision.
    let revision: Int
    /// The SHA-256 of its bytes when it was sealed.
    let digest: Digest

    /// An entry.
    init(
        round: String, state: SpoolState, id: ResponseID, revision: Int, digest: Digest
    ) {
        self.round = round
        self.state = state
        self.id = id
        self.revision = revision
        self.digest = digest
    }

    /// The entry that a file name stands for; nil for any other name.
    init?(round: String, state: SpoolState, name: String) {
        // By bytes: a folder may hold many thousands of names.
        let parts = name.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3].elementsEqual("json".utf8),
            let id = ResponseID(String(Substring(parts[0]))),
            let revision = Int(Substring(parts[1])), revision > 0,
            parts[1].elementsEqual(String(revision).utf8),
            let digest = Digest("sha256:\(Substring(parts[2]))")
        else { return nil }
        self.init(round: round, state: state, id: id, revision: revision, digest: digest)
    }

    /// The file's name.
    var name: String { "\(stem).\(digest.digits).json" }

    /// The file's place below the home.
    var path: String { "\(Spool.folder(round, state))/\(name)" }

    /// Id and revision, what the names of the response's files begin with.
    var stem: String { "\(id).\(revision)" }

    /// The same response in another folder.
    func moved(to state: SpoolState) -> SpoolEntry {
        SpoolEntry(round: round, state: state, id: id, revision: revision, digest: digest)
    }
}

extension SpoolEntry: Comparable {
    static func < (left: SpoolEntry, right: SpoolEntry) -> Bool {
        (left.id, left.revision) < (right.id, right.revision)
    }
}
