/// Why answers cannot be aggregated.
public enum AggregationFault: Error, Sendable, Hashable {
    /// There are answers of an organization that is not in the roster.
    case unknownOrganization(String)
    /// An organization's rows have another number of items than the questionnaire.
    case itemCount(organization: String)
    /// An organization's rows hold a byte that is no option of its item.
    case unknownCode(organization: String)

    /// What is wrong and what to do.
    public var reason: String {
        switch self {
        case .unknownOrganization(let id):
            "there are answers of `\(id)`, which is not in the roster; use the round's own roster"
        case .itemCount(let id):
            "the rows of `\(id)` have another number of items; use the round's questionnaire"
        case .unknownCode(let id):
            "a row of `\(id)` holds an answer that its item does not offer; check the rows again"
        }
    }
}
