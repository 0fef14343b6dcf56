import HummingbirdCore
import Logging
import NIOCore

/// Every connection, with the watch before everything else.
struct WatchedChannel<Base: ServerChildChannel>: ServerChildChannel {
    /// What the connection speaks.
    let base: Base
    /// Where connections are counted.
    let connections: Connections

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        do {
            try channel.pipeline.syncOperations.addHandler(
                ConnectionWatch(connections: connections))
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        return base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
