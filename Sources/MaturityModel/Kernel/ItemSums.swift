/// Count, sum and sum of squares of the values of every item and organization, and the means of
/// nodes that follow from them.
///
/// This is the fast lane for large rounds and for measuring: counts are exact integers, so any
/// order and any number of lanes gives the same numbers. Means of nodes are rolled up from the
/// items' means, not from respondents, and obey neither valid shares nor conditions.
public struct ItemSums: Sendable, Equatable {
    /// Valid answers, by organization and within it by item.
    public private(set) var counts: [UInt32] = []
    /// Sums of values, laid out like `counts`.
    public private(set) var sums: [Double] = []
    /// Sums of squared values, laid out like `counts`.
    public private(set) var squares: [Double] = []
    /// Mean scores by organization and within it by node; NaN where there is none.
    public private(set) var organizationMeans: [Double] = []
    /// Mean scores by kind and within it by node, every organization with the same weight.
    public private(set) var kindMeans: [Double] = []
    /// Mean scores of the group by node, every organization with the same weight.
    public private(set) var groupMeans: [Double] = []

    /// Computes the sums.
    ///
    /// - Parameters:
    ///   - answers: one for each organization.
    ///   - kinds: the kind of each organization as a number from 0.
    ///   - lanes: threads to use. Blocks the calling thread until they are done.
    public init(
        _ questionnaire: Questionnaire, _ answers: [OrganizationAnswers], kinds: [Int], lanes: Int
    ) {
        let values = questionnaire.items.map { ItemValues($0) }
        let roll = MeanRoll(questionnaire, values)
        let width = 32
        let blocks = (answers.count + width - 1) / width
        let parts = Lanes.map(blocks, lanes: lanes, keeping: {}) { _, block in
            let range = (block * width)..<min((block + 1) * width, answers.count)
            return ItemSums(answers[range], values, roll)
        }
        for part in parts {
            counts += part.counts
            sums += part.sums
            squares += part.squares
            organizationMeans += part.organizationMeans
        }
        kindMeans = roll.groups(organizationMeans, kinds)
        groupMeans = roll.groups(organizationMeans, Array(repeating: 0, count: kinds.count))
    }

    /// The sums of some organizations, without those of kinds and the group.
    private init(
        _ answers: ArraySlice<OrganizationAnswers>, _ values: [ItemValues], _ roll: MeanRoll
    ) {
        counts.reserveCapacity(answers.count * values.count)
        sums.reserveCapacity(answers.count * values.count)
        squares.reserveCapacity(answers.count * values.count)
        var options = [UInt32](repeating: 0, count: QuestionnaireLimits.optionsMaximum)
        for organization in answers {
            let bytes = organization.columnBytes.span
            let padded = ByteCounter.padded(organization.count)
            for (item, scale) in values.enumerated() {
                let start = item * organization.columnStride
                ByteCounter.count(
                    bytes.extracting(start..<(start + padded)), options: scale.optionCount,
                    into: &options)
                let entry = scale.sums(options)
                counts.append(entry.count)
                sums.append(entry.sum)
                squares.append(entry.squares)
            }
        }
        organizationMeans = roll.organizations(counts, sums)
    }
}
