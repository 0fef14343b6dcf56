import HTTPTypes
import NIOCore
import NIOHTTPTypes
import SurveyProtocol

/// Ends a connection, or a stream of HTTP/2, that does not keep the pace.
///
/// A body that is too slow is answered with `request-timed-out`; everything else is just ended.
final class RequestWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let interval = TimeAmount.seconds(2)

    private let connections: Connections
    private var pace = RequestPace(at: .now())
    private var check: Scheduled<Void>?
    private var requests = 0

    /// A watch that notes a connection's first request.
    init(connections: Connections) {
        self.connections = connections
    }

    func handlerAdded(context: ChannelHandlerContext) {
        pace = RequestPace(at: .now())
        schedule(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        check?.cancel()
    }

    func channelInactive(context: ChannelHandlerContext) {
        check?.cancel()
        check = nil
        finish(requests, context.channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            connections.begin(AgentContext.connection(of: context.channel))
            requests += 1
            pace.headArrived(at: .now())
        case .body(let bytes): pace.bodyArrived(bytes.readableBytes)
        case .end: pace.requestEnded(at: .now())
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head: pace.answerBegan(at: .now())
        case .body:
            let promise = promise ?? context.eventLoop.makePromise()
            let watch = NIOLoopBound(self, eventLoop: context.eventLoop)
            promise.futureResult.whenSuccess { watch.value.pace.answerRead(at: .now()) }
            context.write(data, promise: promise)
            return
        case .end:
            let promise = promise ?? context.eventLoop.makePromise()
            let watch = NIOLoopBound(self, eventLoop: context.eventLoop)
            let channel = context.channel
            promise.futureResult.whenComplete { _ in
                watch.value.pace.answerEnded(at: .now())
                watch.value.finish(1, channel)
            }
            context.write(data, promise: promise)
            return
        }
        context.write(data, promise: promise)
    }

    /// Notes that requests are no longer under way, each once.
    private func finish(_ count: Int, _ channel: any Channel) {
        let count = min(count, requests)
        requests -= count
        connections.finish(count, of: AgentContext.connection(of: channel))
    }

    private func schedule(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        check = context.eventLoop.scheduleTask(in: Self.interval) {
            let (watch, context) = bound.value
            guard context.channel.isActive else { return }
            switch watch.pace.fault(at: .now()) {
            case nil: watch.schedule(context)
            case .slowBody: watch.refuse(context)
            case .idle, .slowReader: context.close(promise: nil)
            }
        }
    }

    private func refuse(_ context: ChannelHandlerContext) {
        let problem = Problem(.requestTimedOut, "the body did not arrive in its time")
        var body: [UInt8] = []
        problem.appendJSON(to: &body)
        let head = HTTPResponse(
            status: .init(code: problem.code.status),
            headerFields: [
                .contentType: MediaType.problem, .connection: "close",
                .contentLength: "\(body.count)",
            ])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}
