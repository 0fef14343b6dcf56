import Crypto
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SwiftASN1
import X509

@testable import SurveyAgent

/// The server in memory behind real TLS and HTTP/1.1 on a port of this computer.
final class ServerOverTLS {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel
    /// How to reach it.
    let settings: TransportSettings

    init(_ server: FakeServer) throws {
        let (certificate, key) = try Self.identity()
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
                .map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)))
        tls.applicationProtocols = ["http/1.1"]
        let context = try NIOSSLContext(configuration: tls)
        let box = ServerBox(server: server)
        channel = try ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: context))
                    try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
                    try pipeline.addHandler(RequestPassing(box))
                }
            }
            .bind(host: "127.0.0.1", port: 0).wait()
        settings = TransportSettings(
            address: "127.0.0.1:\(channel.localAddress?.port ?? 0)",
            trust: .authority(Array(certificate.utf8)))
    }

    func close() {
        try? channel.close().wait()
        try? group.syncShutdownGracefully()
    }

    /// A certificate for this computer, signed by its own key, and the key.
    private static func identity() throws -> (certificate: String, key: String) {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("localhost") }
        let now = Date()
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: now.addingTimeInterval(-3_600),
            notValidAfter: now.addingTimeInterval(86_400), issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames([
                    .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))
                ])
            }, issuerPrivateKey: Certificate.PrivateKey(key))
        return (try certificate.serializeAsPEM().pemString, key.pemRepresentation)
    }
}

/// Takes the server to the network's thread: unchecked because the test's thread waits for the
/// answer while this one makes it.
private final class ServerBox: @unchecked Sendable {
    let server: FakeServer

    init(server: FakeServer) {
        self.server = server
    }
}

/// Hands whole requests to the server; what it does not answer ends the connection.
private final class RequestPassing: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let box: ServerBox
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(_ box: ServerBox) {
        self.box = box
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): (self.head, body) = (head, [])
        case .body(let part): body += part.readableBytesView
        case .end:
            guard let head, let reply = try? box.server.send(request(head)) else {
                return context.close(promise: nil)
            }
            write(reply, to: context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func request(_ head: HTTPRequestHead) -> TransportRequest {
        let type = head.headers.first(name: "content-type") ?? ""
        var request =
            head.method == .POST
            ? TransportRequest(post: head.uri, mediaType: type, body: body)
            : TransportRequest(get: head.uri)
        // What is too long is for the other end to notice.
        request.replyBytesMaximum = .max
        for name in ["Content-Digest", "Content-Encoding", "If-None-Match", "Accept"] {
            if let value = head.headers.first(name: name) { request.set(name, to: value) }
        }
        return request
    }

    private func write(_ reply: TransportReply, to context: ChannelHandlerContext) {
        var headers = HTTPHeaders(reply.headers.map { ($0.key.capitalized, $0.value) })
        if ![204, 304].contains(reply.status) {
            headers.add(name: "Content-Length", value: String(reply.body.count))
        }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status),
            headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let body = context.channel.allocator.buffer(bytes: reply.body)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
