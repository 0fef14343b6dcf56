import SurveyTesting

/// A service on a port that stays the same over its restarts.
///
/// Unchecked because the test starts it and the proxy kills it at moments that exclude each other.
final class ServiceBox: @unchecked Sendable {
    private var service: ServiceProcess?
    /// The port.
    let port: Int

    /// A box for a service on a port that is free now.
    init() throws {
        port = try CuttingProxy(target: 1, threshold: .max) {}.port
    }

    func start(data: String) throws {
        service = try ServiceProcess(data: data, port: port)
    }

    func kill() {
        service?.kill()
    }
}
