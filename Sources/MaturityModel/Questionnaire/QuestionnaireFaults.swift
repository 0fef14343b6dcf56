/// Everything that is wrong with a questionnaire, in the order of the file where places are known.
public struct QuestionnaireFaults: Error, Sendable, Equatable {
    /// The faults; never empty.
    public let faults: [QuestionnaireFault]
}
