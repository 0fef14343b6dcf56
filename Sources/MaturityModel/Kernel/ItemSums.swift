import Dispatch
import Synchronization

/// Count, sum and sum of squares of the values of every item and organization, and the means of
/// nodes that follow from them.
///
/// This is the fast lane for large rounds and for measuring: counts are exact integers, so any
/// order and any number of lanes gives the same numbers. Means of nodes are rolled up from the
/// items' means, not from respondents, and obey neither valid shares nor conditions.
public struct ItemSums: Sendable, Equatable {
    /// Valid answers, by organization and within it by item.
    public let counts: [UInt32]
    /// Sums of values, laid out like `counts`.
    public let sums: [Double]
    /// Sums of squared values, laid out like `counts`.
    public let squares: [Double]
    /// Mean scores by organization and within it by node; NaN where there is none.
    public let organizationMeans: [Double]
    /// Mean scores by kind and within it by node, every organization with the same weight.
    public let kindMeans: [Double]
    /// Mean scores of the group by node, every organization with the same weight.
    public let groupMeans: [Double]

    /// Computes the sums.
    ///
    /// - Parameters:
    ///   - answers: one for each organization.
    ///   - kinds: the kind of each organization as a number from 0.
    ///   - lanes: threads to use. Blocks the calling thread until they are done.
    public init(
        _ questionnaire: Questionnaire, _ answers: [OrganizationAnswers], kinds: [Int], lanes: Int
    ) {
        let items = questionnaire.items.count
        let options = questionnaire.items.map { ItemValues($0) }
        let width = 64
        let blocks = (answers.count + width - 1) / width
        let parts = Mutex([[ItemValues.Sums]](repeating: [], count: blocks))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(lanes, blocks))) { _ in
            while true {
                let block = next.add(1, ordering: .relaxed).oldValue
                guard block < blocks else { return }
                let range = (block * width)..<min((block + 1) * width, answers.count)
                var sums: [ItemValues.Sums] = []
                sums.reserveCapacity(range.count * items)
                for organization in range {
                    Self.append(answers[organization], options, to: &sums)
                }
                parts.withLock { $0[block] = sums }
            }
        }
        let all = parts.withLock { $0.flatMap { $0 } }
        counts = all.map(\.count)
        sums = all.map(\.sum)
        squares = all.map(\.squares)
        let roll = MeanRoll(questionnaire, options)
        organizationMeans = roll.organizations(all)
        kindMeans = roll.groups(organizationMeans, kinds)
        groupMeans = roll.groups(organizationMeans, Array(repeating: 0, count: kinds.count))
    }

    private static func append(
        _ answers: OrganizationAnswers, _ options: [ItemValues], to sums: inout [ItemValues.Sums]
    ) {
        let bytes = answers.columnBytes.span
        var counts = [UInt32](repeating: 0, count: QuestionnaireLimits.optionsMaximum)
        for (item, values) in options.enumerated() {
            let start = item * answers.columnStride
            for option in 0..<values.optionCount { counts[option] = 0 }
            var span = counts.mutableSpan
            var part = span.extracting(first: values.optionCount)
            ByteCounter.count(
                bytes.extracting(start..<(start + answers.count)), into: &part)
            sums.append(values.sums(counts))
        }
    }
}
