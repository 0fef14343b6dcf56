import SurveyProtocol

/// What the form remembers of a round beside the responses: the contents of `notes/ROUND.json`.
struct FormNotes: Codable, Hashable, Sendable {
    /// A remark on a part of the form; it never leaves this computer.
    struct Comment: Codable, Hashable, Sendable {
        /// The id of the part.
        let part: String
        /// The text.
        let text: String
    }

    /// Responses that the coordinator filled in and may open again, oldest first.
    var own: [ResponseID] = []
    /// Remarks by the id of their response, so that a correction replaces them.
    var comments: [String: [Comment]] = [:]

    /// Takes what a sealed draft leaves behind.
    mutating func take(_ draft: Draft, sealedAs id: ResponseID) {
        if draft.place == nil, !own.contains(id) { own.append(id) }
        let comments = (draft.comments ?? [:]).map { Comment(part: $0.key, text: $0.value) }
        self.comments[id.description] =
            comments.isEmpty ? nil : comments.sorted { $0.part < $1.part }
    }

    /// The remarks on a part in the order of their letters, so that nothing tells whose they are.
    func comments(on part: String) -> [String] {
        comments.values.joined().filter { $0.part == part }.map(\.text).sorted()
    }
}
