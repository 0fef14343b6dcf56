import NIOCore
import NIOHTTP1

/// One connection: reads whole requests within the limits, hands them to the desk, writes replies.
final class FormConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// The headers that the form looks at.
    private static let headers: Set<String> = [
        "host", "origin", "cookie", "content-type", "accept-language", "sec-fetch-site",
    ]

    private let door: FormRequest.Door
    private let desk: FormDeskBox
    private var request: FormRequest?
    private var isOver = false
    private var keepsAlive = false
    private var deadline: Scheduled<Void>?

    init(door: FormRequest.Door, desk: FormDeskBox) {
        self.door = door
        self.desk = desk
    }

    func channelActive(context: ChannelHandlerContext) { startClock(context.channel) }

    func channelInactive(context: ChannelHandlerContext) { deadline?.cancel() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head)
        case .body(let part):
            guard !isOver, let count = request?.body.count else { return }
            guard count + part.readableBytes <= FormRequest.bodyBytesMaximum else {
                isOver = true
                return
            }
            request?.body += part.readableBytesView
        case .end: finish(context.channel)
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        var request = FormRequest(door: door, method: head.method.rawValue, target: head.uri)
        for (name, value) in head.headers {
            let name = name.lowercased()
            guard Self.headers.contains(name) else { continue }
            // Browsers of HTTP/1.1 send one of each; a second one is somebody's trick.
            request.headers[name] = request.headers[name] == nil ? value : ""
        }
        isOver = head.uri.utf8.count > FormRequest.targetBytesMaximum
        keepsAlive = head.isKeepAlive
        self.request = request
    }

    private func finish(_ channel: any Channel) {
        guard let request else { return }
        self.request = nil
        deadline?.cancel()
        guard !isOver, let open = desk.desk else {
            let refusal: FormReply =
                isOver
                ? .text("The request is too large.", status: 413)
                : .text("The form is starting.", status: 503)
            return write(refusal, to: channel, isHead: false, ends: true)
        }
        let isHead = request.method == "HEAD"
        let ends = !keepsAlive
        let loop = channel.eventLoop
        let connection = NIOLoopBound(self, eventLoop: loop)
        open.answer(request) { reply in
            loop.execute {
                connection.value.write(reply, to: channel, isHead: isHead, ends: ends)
            }
        }
    }

    private func write(_ reply: FormReply, to channel: any Channel, isHead: Bool, ends: Bool) {
        var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
        headers.add(name: "content-length", value: String(reply.body.count))
        if ends { headers.add(name: "connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status),
            headers: headers)
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        if !isHead, !reply.body.isEmpty {
            let body = channel.allocator.buffer(bytes: reply.body)
            channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
        }
        channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in
            if ends { channel.close(promise: nil) }
        }
        startClock(channel)
    }

    /// A connection that has not sent a whole request in time is closed.
    private func startClock(_ channel: any Channel) {
        deadline?.cancel()
        deadline = channel.eventLoop.scheduleTask(
            in: .seconds(FormServer.requestSecondsMaximum)
        ) { channel.close(promise: nil) }
    }
}
