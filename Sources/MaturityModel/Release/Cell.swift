/// The figures of one node for one set of respondents.
public struct Cell: Sendable, Equatable {
    /// Respondents with a score; 0 when there is none, and then there is no mean.
    public internal(set) var n: Int
    /// Of an aggregate: organizations with at least one of them.
    public internal(set) var organizations: Int?
    /// Of an aggregate: organizations it could have.
    public internal(set) var expected: Int?
    /// The mean, 0 to 100; of an aggregate the one by organization.
    public internal(set) var mean: Double?
    /// Of an aggregate: its means by weight.
    public internal(set) var weightings: Weightings?
    /// Of an aggregate: the spread between organizations.
    public internal(set) var between: Between?
    /// Of respondents: the sample standard deviation, from 2 on.
    public internal(set) var sd: Double?
    /// The 95 % interval of the mean, from 2 on: respondents are the units of an organization or
    /// unit, organizations those of an aggregate, which has none where a contributor is hidden.
    public internal(set) var ci95: Interval?
    /// How many were invited, when known of every organization.
    public internal(set) var invited: Int?
    /// Responses per invited person; nil when nobody was counted as invited. Above 1 when
    /// there are more responses than invited people, which `overInvited` flags.
    public internal(set) var responseRate: Double?
    /// Whether there are more responses than invited people.
    public internal(set) var overInvited = false
    /// Figures that would let a reader compute a hidden organization and are left out.
    public internal(set) var withheld: [String] = []

    init(n: Int) {
        self.n = n
    }

    /// The same with scores and rates in whole percent; counts stay as they are.
    func rounded() -> Cell {
        var cell = self
        cell.mean = mean.map(Self.whole)
        cell.weightings = weightings.map { means in
            Weightings(
                byOrganization: Self.whole(means.byOrganization),
                byRespondent: Self.whole(means.byRespondent),
                byInvited: means.byInvited.map(Self.whole),
                byEmployees: means.byEmployees.map(Self.whole))
        }
        cell.between = between?.mapped(Self.whole)
        cell.sd = sd.map(Self.whole)
        cell.ci95 = ci95.map { Interval(low: Self.whole($0.low), high: Self.whole($0.high)) }
        cell.responseRate = responseRate.map { Self.whole($0 * 100) / 100 }
        return cell
    }

    /// Rounds halves away from zero, as people do; the sum turns −0 into 0.
    static func whole(_ number: Double) -> Double {
        number.rounded(.toNearestOrAwayFromZero) + 0
    }
}
