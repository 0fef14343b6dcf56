/// Results to look at.
extension DashboardRoutes {
    static let results: [DashboardRoute] = []
}
