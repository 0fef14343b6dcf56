import MaturityModel

/// What is kept of an organization's answers once they have been read.
protocol AnswersKept: Sendable {
    /// What a lane keeps to itself from one organization to the next.
    associatedtype Lane

    /// How many responses there are.
    var count: Int { get }

    /// Makes what each of so many lanes keeps to itself.
    static func lanes(_ count: Int, for questionnaire: Questionnaire) -> @Sendable () -> Lane

    /// What is kept of the answers of one organization.
    static func kept(_ answers: OrganizationAnswers, by lane: inout Lane) -> Self
}

/// The answers themselves, for what changes them before they are aggregated.
extension OrganizationAnswers: AnswersKept {
    static func lanes(_ count: Int, for questionnaire: Questionnaire) -> @Sendable () -> Void {
        {}
    }

    static func kept(_ answers: OrganizationAnswers, by lane: inout Void) -> OrganizationAnswers {
        answers
    }
}

/// Their figures alone: answers are scored while they are near, and forgotten.
extension ScoredOrganization: AnswersKept {
    static func lanes(
        _ count: Int, for questionnaire: Questionnaire
    ) -> @Sendable () -> OrganizationScorer {
        // A plan of its own for each lane: counting references to a common one, lanes would wait
        // for each other.
        { OrganizationScorer(ScoringPlan(questionnaire), lanes: count) }
    }

    static func kept(
        _ answers: OrganizationAnswers, by lane: inout OrganizationScorer
    ) -> ScoredOrganization {
        lane.score(answers)
    }
}

/// Their entries in a snapshot, ready to be put one after the other.
extension SnapshotEntry: AnswersKept {
    static func lanes(
        _ count: Int, for questionnaire: Questionnaire
    ) -> @Sendable () -> OrganizationScorer {
        ScoredOrganization.lanes(count, for: questionnaire)
    }

    static func kept(
        _ answers: OrganizationAnswers, by lane: inout OrganizationScorer
    ) -> SnapshotEntry {
        SnapshotEntry(lane.score(answers))
    }
}
