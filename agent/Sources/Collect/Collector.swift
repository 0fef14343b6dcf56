import MaturityModel
import SurveyProtocol

/// Begins drafts and seals them: the rules of whose response it is and which revision.
struct Collector {
    /// Who answers.
    enum Respondent: Hashable, Sendable {
        /// A person with a label, which stays here.
        case label(String)
        /// Somebody new whose label nobody wrote down.
        case nameless
    }

    /// How a draft came to be.
    enum Beginning: Hashable, Sendable {
        /// Nothing was there.
        case new
        /// An interrupted draft goes on.
        case resumed
        /// A sealed response is edited.
        case edited
    }

    let sealer: Sealer
    let key: RespondentKey
    let spool: Spool

    /// The draft to fill: an interrupted one, an edit of the sealed response, or a new one.
    func begin(_ respondent: Respondent, unit: String?) throws -> (Draft, Beginning) {
        let token = token(of: respondent)
        // What others fill in with a link or at a shared computer is theirs alone.
        let drafts = try spool.drafts(sealer.round.id).filter { $0.place == nil }
        let mine = drafts.last {
            token == nil ? !$0.isLabeled : $0.isLabeled && $0.respondent == token
        }
        if var draft = mine {
            if let unit { draft.unit = unit }
            return (draft, .resumed)
        }
        let known = try token.flatMap {
            try KnownResponses(sealer.round.id, in: spool).byToken[$0]
        }
        if let known { try checkOpen(known.id) }
        let next = sealer.succession(of: known)
        var draft = Draft(
            id: next.id, revision: next.revision, replaces: next.replaces, round: sealer.round.id,
            questionnaire: sealer.round.questionnaire,
            respondent: token ?? Hexadecimal.text(sealer.device.bytes(16)),
            isLabeled: token != nil, startedAt: sealer.device.timestamp)
        if let known { try prefill(&draft, from: known.entry) }
        if let unit { draft.unit = unit }
        return (draft, known == nil ? .new : .edited)
    }

    /// Seals a draft; its response waits to be sent when this returns.
    /// - Returns: whether there is a new revision; an edit that changed nothing leaves none.
    func seal(_ draft: Draft, _ answers: AnswerSet) throws -> Bool {
        try spool.collecting {
            let fingerprint = answers.fingerprint(of: sealer.questionnaire)
            let known = try KnownResponses(sealer.round.id, in: spool)
            let before = draft.respondent.flatMap { known.byToken[$0] }
            guard before?.fingerprint != fingerprint else {
                try spool.remove(draft)
                return false
            }
            // Another command may have sealed a revision of this respondent meanwhile.
            let isAhead = before.map { $0.id != draft.id || $0.revision >= draft.revision } ?? false
            let next =
                isAhead
                ? sealer.succession(of: before) : (draft.id, draft.revision, draft.replaces)
            let response = sealer.response(
                answers, token: draft.respondent, as: next, startedAt: draft.startedAt)
            _ = try spool.seal(
                [(response.id, response.revision, response.sealed())], round: draft.round)
            try spool.remove(draft)
            return true
        }
    }

    /// Answers that somebody gave with a link of their own are theirs alone, whoever types the
    /// label.
    private func checkOpen(_ id: ResponseID) throws {
        let list = try Home(disk: spool.disk).invitations(sealer.round.id)
        guard let invitation = list.invitations.first(where: { $0.response == id }) else { return }
        throw CollectFault(
            CollectFault.answeredByLink,
            "this respondent has answered with invitation \(invitation.number)",
            hint: "only who has its link or code can open and correct the response")
    }

    private func token(of respondent: Respondent) -> String? {
        let round = sealer.round.id
        if sealer.round.mode == .joint { return key.jointToken(round: round) }
        guard case .label(let label) = respondent else { return nil }
        return key.token(round: round, label: label)
    }

    /// The bytes of a response, wherever a sync has moved it meanwhile; nil when they are altered.
    private func bytes(of entry: SpoolEntry) throws -> [UInt8]? {
        if case .intact(let bytes) = try spool.read(entry) { return bytes }
        let moved = try spool.sealedEntries(entry.round).first { $0.digest == entry.digest }
        guard let moved, case .intact(let bytes) = try spool.read(moved) else { return nil }
        return bytes
    }

    func prefill(_ draft: inout Draft, from entry: SpoolEntry) throws {
        guard let bytes = try bytes(of: entry) else { return }
        var parser = ResponseParser()
        guard (try? parser.parse(bytes.span)) != nil else { return }
        let span = bytes.span
        draft.unit = parser.fields.unit?.text(in: span)
        for answer in parser.fields.background {
            draft.background[answer.item.text(in: span)] = answer.code.text(in: span)
        }
        for answer in parser.fields.answers {
            draft.answers[answer.item.text(in: span)] = answer.code.text(in: span)
        }
    }
}
