import NIOCore

/// The first handler of a connection: counts it, ends it when it never becomes a request, and when
/// the service ends.
///
/// What comes after it says goodbye in the way of HTTP/1.1 or HTTP/2. Whoever does not answer that,
/// such as a client that waits with an idle connection, is not waited for.
final class ConnectionWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// Seconds from the connection to its first request, the TLS handshake among them.
    static let firstRequestSeconds: Int64 = 20

    private static let interval = TimeAmount.milliseconds(250)

    private let connections: Connections
    private var drain: ConnectionDrain?

    init(connections: Connections) {
        self.connections = connections
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        guard connections.open(channel) else { return context.close(promise: nil) }
        let connections = connections
        let check = context.eventLoop.scheduleTask(in: .seconds(Self.firstRequestSeconds)) {
            if !connections.hasBegun(channel) { channel.close(promise: nil) }
        }
        channel.closeFuture.whenComplete { _ in check.cancel() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        context.fireUserInboundEventTriggered(event)
        guard event is ChannelShouldQuiesceEvent, drain == nil else { return }
        drain = ConnectionDrain(
            at: .now(), secondsMaximum: connections.limits.drainSecondsMaximum)
        look(context)
    }

    private func look(_ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        let requests = connections.requests(of: context.channel)
        // Nothing stands before this handler, so the connection is closed at once, without waiting
        // for the other side's part in the end of TLS.
        if drain?.ends(at: .now(), requests: requests) ?? false {
            return context.close(promise: nil)
        }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: Self.interval) {
            let (watch, context) = bound.value
            watch.look(context)
        }
    }
}
