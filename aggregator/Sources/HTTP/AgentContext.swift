import Hummingbird
import NIOCore

/// What a request brings along: the connection, for the certificate it was made with.
struct AgentContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection, or with HTTP/2 the stream.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The connection itself. The parent of a connection is the listening socket, which is at no
    /// remote address; that of a stream is the connection, which is.
    var connection: any Channel { Self.connection(of: channel) }

    /// Where the request comes from, for limits; empty when the connection does not say.
    var address: String { connection.remoteAddress?.ipAddress ?? "" }

    /// The connection that a channel is, or is a stream of.
    static func connection(of channel: any Channel) -> any Channel {
        guard let parent = channel.parent, parent.remoteAddress != nil else { return channel }
        return parent
    }
}
