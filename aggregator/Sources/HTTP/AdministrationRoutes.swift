import HTTPTypes
import Hummingbird
import SurveyProtocol

/// The administration over HTTPS: what the commands do, for programs and pages.
///
/// Whoever comes is known by a session's cookie or a token, never by a client certificate, so
/// that browsers can come too. protocol/openapi.yaml describes every address.
struct AdministrationRoutes: Sendable {
    /// What every address of the administration begins with.
    static let root = "/v1/admin"

    let aggregator: Aggregator

    /// Every address and method.
    static var all: [AdministrationRoute] {
        session + rounds + followUp + quarantine + agents + results + exports + access
    }

    /// Adds the routes to a router.
    func add(to router: Router<AgentContext>) {
        for route in Self.all {
            let aggregator = aggregator
            router.on(route.routerPath, method: route.method) { request, context -> Response in
                var call = AdministrationCall(
                    aggregator: aggregator, request: request, context: context, now: .now())
                do {
                    try call.enter(route.entry)
                    return try await route.answer(call)
                } catch {
                    return AdministrationAnswer.problem(error, logger: context.logger)
                }
            }
        }
        addMethodGuards(to: router)
    }

    /// Answers every other method of an address with what it takes.
    private func addMethodGuards(to router: Router<AgentContext>) {
        let methods: [HTTPRequest.Method] = [
            .get, .head, .post, .put, .patch, .delete, .options, .trace,
        ]
        for (path, routes) in Dictionary(grouping: Self.all, by: \.path) {
            let taken = routes.map(\.method)
            for method in methods where !taken.contains(method) {
                router.on(routes[0].routerPath, method: method) { _, _ -> Response in
                    throw Refusal.method(path, takes: taken)
                }
            }
        }
    }
}
