import HTTPTypes
import Hummingbird
import Pages

/// The pages on which the central team runs a measurement: server-rendered, in Swedish and
/// English, usable without scripts.
struct DashboardRoutes: Sendable {
    /// What every address of the dashboard begins with.
    static let root = "/desk"

    let aggregator: Aggregator
    private let memory: DashboardMemory

    /// The pages of an opened aggregator.
    init(aggregator: Aggregator, time: LocalTime = LocalTime()) {
        self.aggregator = aggregator
        memory = DashboardMemory(time: time)
    }

    /// Every address and method.
    static var all: [DashboardRoute] {
        let round = rounds + create + life + followUp + roster + correction + questionnaire
        let people = session + account + users + shown
        return people + round + responses + quarantine + snapshots + results + agents
            + benchmarks + webhooks + audit
    }

    /// Adds the routes to a router.
    func add(to router: Router<AgentContext>) {
        router.add(middleware: DashboardMiddleware(aggregator: aggregator, memory: memory))
        router.get("/") { _, _ in DashboardAnswer.goTo(Self.root) }
        router.get("/assets/:file") { _, context in
            try DashboardAnswer.asset(context.parameters.get("file") ?? "")
        }
        for route in Self.all {
            let (aggregator, memory) = (aggregator, memory)
            router.on(route.routerPath, method: route.method) { request, context -> Response in
                var call = DashboardCall(
                    (aggregator, memory), request: request, context: context, now: .now())
                do {
                    if let elsewhere = try await call.enter(route) { return elsewhere }
                    return call.kept(try await route.answer(call))
                } catch {
                    return call.kept(call.fault(error))
                }
            }
        }
    }
}

/// Answers an address of the dashboard that leads nowhere with a page.
struct DashboardMiddleware: RouterMiddleware {
    typealias Context = AgentContext

    let aggregator: Aggregator
    let memory: DashboardMemory

    @concurrent func handle(
        _ request: Request, context: AgentContext,
        next: @concurrent (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard path == DashboardRoutes.root || path.hasPrefix(DashboardRoutes.root + "/") else {
            return try await next(request, context)
        }
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError where error.status == .notFound {
            var call = DashboardCall(
                (aggregator, memory), request: request, context: context, now: .now())
            call.recognize()
            return call.missing()
        }
    }
}
