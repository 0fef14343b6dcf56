import MaturityModel
import Synchronization

/// Takes what was kept of one organization after the other, while answers are read.
protocol AnswerCollector<Kept>: Sendable {
    /// What is kept of each.
    associatedtype Kept: AnswersKept

    /// Takes the next organization, in order and one call at a time; nil when it has no answers.
    func take(_ kept: Kept?)

    /// Does a piece of the work that taking has left, on any lane.
    /// - Returns: whether there was one.
    func work() -> Bool
}

/// Keeps it all, by the place of the organization.
final class AnswerList<Kept: AnswersKept>: AnswerCollector {
    private let list = Mutex<[Kept?]>([])

    func take(_ kept: Kept?) {
        list.withLock { $0.append(kept) }
    }

    func work() -> Bool { false }

    /// What was taken so far.
    var all: [Kept?] { list.withLock { $0 } }
}
