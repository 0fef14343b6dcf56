import Foundation
import NIOCore
import ServiceLifecycle

/// A service that listens, whose failure to do so names the address and what to do.
struct ListeningService<Base: Service>: Service {
    /// What listens.
    let base: Base
    /// Where.
    let place: (host: String, port: Int)
    /// The option that names the address.
    let option: String

    func run() async throws {
        do {
            try await base.run()
        } catch let error as IOError {
            throw AggregatorError.listenFailed(place.host, place.port, error, option: option)
        }
    }
}

extension AggregatorError {
    /// Why nothing can be served on an address.
    /// - Parameter option: the option that names the address.
    static func listenFailed(
        _ host: String, _ port: Int, _ error: IOError, option: String
    ) -> AggregatorError {
        let place = "\(host.contains(":") ? "[\(host)]" : host):\(port)"
        switch error.errnoCode {
        case EADDRINUSE:
            return AggregatorError(
                .listenFailed, "cannot serve on \(place): another program uses port \(port)",
                hint: "find it with `ss -ltnp 'sport = :\(port)'`, perhaps this service runs"
                    + " already; or name another port with \(option)")
        case EACCES:
            return AggregatorError(
                .listenFailed, "cannot serve on \(place): this user may not use port \(port)",
                hint: "name a port above 1023 with \(option)")
        case EADDRNOTAVAIL:
            return AggregatorError(
                .listenFailed, "cannot serve on \(place): this computer has no address \(host)",
                hint: "name one of its own addresses, or 0.0.0.0 for all, with \(option)")
        default:
            return AggregatorError(
                .listenFailed, "cannot serve on \(place): \(error)",
                hint: "name an address and a port of this computer with \(option)")
        }
    }
}
