import HTTPTypes
import Hummingbird

/// One address and method of the dashboard, and what answers it.
///
/// A page changes nothing but through a `Desk`, so it permits what the REST interface permits.
/// Pages are added by a file of their own with a list such as `DashboardRoutes.rounds`, which
/// `DashboardRoutes.all` names.
struct DashboardRoute: Sendable {
    /// What comes to an address.
    enum Kind: Sendable {
        /// A person, with a small form at most.
        case ordinary
        /// A person with a roster, a questionnaire, or many organizations.
        case upload
        /// A script that asks by itself, which does not count as using a session.
        case quiet

        /// Bytes that the form may have.
        var bytesMaximum: Int { self == .upload ? 16 * 1_048_576 : 65_536 }
    }

    /// The method: `get` shows, `post` changes and leads on to a page.
    let method: HTTPRequest.Method
    /// The address below `DashboardRoutes.root`, with `{name}` for parameters.
    let path: String
    /// Who may come in; what they may do there is the desk's to say.
    let entry: AdministrationRoute.Entry
    /// What comes to it.
    let kind: Kind
    /// What answers it.
    let answer: @Sendable (DashboardCall) async throws -> Response

    /// A route.
    init(
        _ method: HTTPRequest.Method, _ path: String, _ entry: AdministrationRoute.Entry,
        takes kind: Kind = .ordinary,
        answer: @escaping @Sendable (DashboardCall) async throws -> Response
    ) {
        self.method = method
        self.path = DashboardRoutes.root + path
        self.entry = entry
        self.kind = kind
        self.answer = answer
    }

    /// The address as the router writes it.
    var routerPath: RouterPath { AdministrationRoute.routerPath(path) }
}
