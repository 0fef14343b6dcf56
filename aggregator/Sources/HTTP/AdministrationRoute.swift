import HTTPTypes
import Hummingbird

/// One address and method of the administration, and what answers it.
struct AdministrationRoute: Sendable {
    /// Who may come in; what they may do there is the desk's to say.
    enum Entry: Equatable, Sendable {
        /// Anybody: this is where signing in begins.
        case anybody
        /// Whoever is signed in or shows a token.
        case known
        /// The same, for an act of the access table.
        case act(AdministrativeAct)
    }

    /// The method.
    let method: HTTPRequest.Method
    /// The address as protocol/openapi.yaml writes it, with `{name}` for parameters.
    let path: String
    /// Who may come in.
    let entry: Entry
    /// What answers it.
    let answer: @Sendable (AdministrationCall) async throws -> Response

    /// A route.
    init(
        _ method: HTTPRequest.Method, _ path: String, _ entry: Entry,
        answer: @escaping @Sendable (AdministrationCall) async throws -> Response
    ) {
        self.method = method
        self.path = AdministrationRoutes.root + path
        self.entry = entry
        self.answer = answer
    }

    /// The address as the router writes it.
    var routerPath: RouterPath { Self.routerPath(path) }

    /// An address with `{name}` for parameters as the router writes it.
    static func routerPath(_ path: String) -> RouterPath {
        RouterPath(
            path.split(separator: "/").map { part in
                part.hasPrefix("{") ? ":" + part.dropFirst().dropLast() : String(part)
            }.joined(separator: "/"))
    }
}
