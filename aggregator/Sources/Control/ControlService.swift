import Dispatch
import Logging
import ServiceLifecycle
import Synchronization

/// Takes commands from other processes while the service runs.
struct ControlService: Service {
    private let aggregator: Aggregator
    private let listener: ControlListener

    /// A service that already listens when this returns.
    init(aggregator: Aggregator) throws {
        self.aggregator = aggregator
        listener = ControlListener(try ControlSocket.listen(folder: aggregator.folder.path))
    }

    func run() async throws {
        let aggregator = aggregator
        let listener = listener
        // Cancelled when another service has failed, such as one whose port is taken.
        await withTaskCancellationOrGracefulShutdownHandler {
            await withCheckedContinuation { finished in
                DispatchQueue(label: "survey.control").async {
                    while let socket = listener.socket.accept() { aggregator.answer(socket) }
                    finished.resume()
                }
            }
        } onCancelOrGracefulShutdown: {
            listener.socket.stop()
        }
    }
}

/// Holds the listening socket for as long as either side of the service needs it.
private final class ControlListener: Sendable {
    let socket: ControlSocket

    init(_ socket: consuming ControlSocket) {
        self.socket = socket
    }
}
