/// A set of respondents that figures are computed for.
public enum RespondentSet: Sendable, Hashable {
    /// Everybody.
    case group
    /// The organizations of one kind.
    case kind(String)
    /// The organizations of one sector.
    case sector(String)
    /// An organization of the roster's tree together with everything below it.
    case parent(String)
    /// One organization.
    case organization(String)
    /// One unit of an organization.
    case unit(organization: String, id: String)

    /// The set as results name it, such as `kind:company` or `unit:schools/north`.
    public var text: String {
        switch self {
        case .group: "group"
        case .kind(let id): "kind:\(id)"
        case .sector(let id): "sector:\(id)"
        case .parent(let id): "parent:\(id)"
        case .organization(let id): "organization:\(id)"
        case .unit(let organization, let id): "unit:\(organization)/\(id)"
        }
    }

    /// The id that ties are broken by.
    var id: String {
        switch self {
        case .group: ""
        case .kind(let id), .sector(let id), .parent(let id), .organization(let id),
            .unit(_, let id):
            id
        }
    }
}
