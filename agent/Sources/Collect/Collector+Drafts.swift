import SurveyProtocol

/// Drafts that are known by their name, as a form in the browser knows them.
extension Collector {
    /// A new draft for somebody with a link or code, or at a shared computer.
    ///
    /// - Parameter label: of a respondent who is told apart by it; nil for an anonymous one.
    ///   Whoever has answered under the label before finds those answers in it.
    func fresh(at place: Draft.Place?, label: String?) throws -> Draft {
        let token = label.map { key.token(round: sealer.round.id, label: $0) }
        let known = try token.flatMap { try KnownResponses(sealer.round.id, in: spool).byToken[$0] }
        let next = sealer.succession(of: known)
        var draft = Draft(
            id: next.id, revision: next.revision, replaces: next.replaces, round: sealer.round.id,
            questionnaire: sealer.round.questionnaire,
            respondent: token ?? Hexadecimal.text(sealer.device.bytes(16)), isLabeled: true,
            startedAt: sealer.device.timestamp)
        draft.place = place
        if let known { try prefill(&draft, from: known.entry) }
        return draft
    }

    /// Whether a sealed response is that of the respondent with a label.
    func isResponse(_ id: ResponseID, of label: String) throws -> Bool {
        let token = key.token(round: sealer.round.id, label: label)
        return try KnownResponses(sealer.round.id, in: spool).byToken[token]?.id == id
    }

    /// A draft that corrects a sealed response: the same answers as the next revision.
    ///
    /// - Returns: nil when nothing with this id is sealed here.
    func correction(of id: ResponseID) throws -> Draft? {
        let known = try KnownResponses(sealer.round.id, in: spool).byToken
        guard let (token, response) = known.first(where: { $0.value.id == id }) else { return nil }
        let open = try spool.drafts(sealer.round.id)
        if let mine = open.last(where: { $0.respondent == token && $0.place == nil }) {
            return mine
        }
        let next = sealer.succession(of: response)
        var draft = Draft(
            id: next.id, revision: next.revision, replaces: next.replaces, round: sealer.round.id,
            questionnaire: sealer.round.questionnaire, respondent: token, isLabeled: true,
            startedAt: sealer.device.timestamp)
        try prefill(&draft, from: response.entry)
        return draft
    }
}

extension Spool {
    /// The draft with a name (`id.revision`); nil when there is none.
    func draft(_ round: String, stem: String) throws(DiskFault) -> Draft? {
        try drafts(round).first { $0.stem == stem }
    }
}
