import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Serves the form: one thread for the network, the desk for everything else.
struct FormServer {
    /// Connections at the same time, on each door.
    static let connectionsMaximum = 256
    /// Seconds that a connection may take for a whole request, idle time before it included.
    static let requestSecondsMaximum: Int64 = 60

    /// An open door.
    struct Listening {
        fileprivate let channel: any Channel
        /// The port it listens on.
        let port: Int
    }

    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// Opens a door; with a TLS context over TLS.
    ///
    /// Connections wait in the system's queue until `serve` is called.
    func open(
        host: String, port: Int, _ door: FormRequest.Door, tls: NIOSSLContext?,
        desk: FormDeskBox
    ) throws -> Listening {
        let count = ConnectionCount()
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard count.take(Self.connectionsMaximum) else {
                        throw ChannelError.operationUnsupported
                    }
                    channel.closeFuture.whenComplete { _ in count.giveBack() }
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: true, withErrorHandling: true)
                    try pipeline.addHandler(FormConnection(door: door, desk: desk))
                }
            }
        do {
            let channel = try bootstrap.bind(host: host, port: port).wait()
            return Listening(channel: channel, port: channel.localAddress?.port ?? port)
        } catch {
            throw CollectFault(
                "port-unavailable", "cannot listen on \(host):\(port)",
                hint: "choose another address or port; another program may have it")
        }
    }

    /// Closes the doors; requests under way are answered or cut.
    func close(_ doors: [Listening]) {
        for door in doors { try? door.channel.close().wait() }
        try? group.syncShutdownGracefully()
    }
}
