import SurveyProtocol

@testable import SurveyAgent

/// What must hold, whatever happened.
struct Oracle {
    let centre: SimulatedCentre
    let agents: [SimulatedAgent]

    /// The digests of the bytes that count at the centre.
    private var stored: [SurveyProtocol.Digest] { centre.store.stored }
    /// Those of what it keeps for a person's decision, or after one.
    private var quarantined: [SurveyProtocol.Digest] { centre.store.keptDigests }

    /// What must hold at every moment.
    func invariants() throws -> [String] {
        var faults: [String] = []
        let (stored, quarantined) = (stored, quarantined)
        let atCentre = Set(stored).union(quarantined)
        if Set(stored).count != stored.count { faults.append("bytes are stored twice") }
        if Set(quarantined).count != quarantined.count { faults.append("bytes are held twice") }
        faults += centre.store.repeatedRevisions.map { "a revision of \($0) is stored twice" }
        let begun = agents.reduce(into: Set<SurveyProtocol.Digest>()) { $0.formUnion($1.begun) }
        if !atCentre.isSubset(of: begun) { faults.append("something is stored that nobody sent") }
        for agent in agents {
            let kept = try agent.kept()
            let onDisk = kept.values.reduce(into: Set<SurveyProtocol.Digest>()) { $0.formUnion($1) }
            if !agent.saved.isSubset(of: onDisk) {
                faults.append("\(agent.organization) does not keep what it saved")
            }
            // Until it has compared with the epoch, the centre may lack what it had before.
            guard try agent.home.enrolled().epoch == centre.store.epoch else { continue }
            for state in [SpoolState.acknowledged, .held, .returned]
            where !(kept[state] ?? []).isSubset(of: atCentre) {
                faults.append("\(agent.organization) has \(state) what the centre lacks")
            }
        }
        return faults + conflicts()
    }

    /// Conflicts come only from computers that were set back to an old copy of themselves.
    private func conflicts() -> [String] {
        guard agents.allSatisfy({ !$0.wasSetBack }) else { return [] }
        return centre.store.keptCodes
            .filter { [.bytesConflict, .revisionConflict].contains($0) }
            .map { "a conflict without a cause: \($0.rawValue)" }
    }

    /// Nothing that an agent makes is refused but by a person.
    private static func isReason(_ problem: ReportedProblem?, of state: SpoolState) -> Bool {
        guard let problem else { return false }
        return state != .refused || problem.code == ProblemCode.responseRejected.rawValue
    }

    /// What must hold when the network is whole and every agent has synced.
    func atRest() throws -> [String] {
        var faults: [String] = []
        let atCentre = Set(stored).union(quarantined)
        for agent in agents {
            let kept = try agent.kept()
            if let waiting = kept[.waiting], !waiting.isEmpty {
                faults.append("\(agent.organization) still has \(waiting.count) waiting")
            }
            let refused = kept[.refused] ?? []
            if !agent.saved.isSubset(of: atCentre.union(refused)) {
                faults.append("\(agent.organization) has saved what the centre lacks")
            }
            for state in [SpoolState.held, .refused] {
                for entry in try agent.spool.entries(SimulatedSurvey.round, state)
                where !Self.isReason(try agent.spool.problem(of: entry), of: state) {
                    faults.append("a \(state) response of \(agent.organization) has no reason")
                }
            }
        }
        if !centre.store.isIntact { faults.append("stored bytes are not those of their digest") }
        if !centre.store.isCountedRight { faults.append("the counts are not those of the bytes") }
        return faults
    }
}
