import Hummingbird
import NIOCore

/// What a request brings along: the connection, for the certificate it was made with.
struct AgentContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
