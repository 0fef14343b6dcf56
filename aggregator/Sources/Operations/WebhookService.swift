import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import ServiceLifecycle
import SurveyProtocol

/// How a delivery reaches its address.
protocol DeliveryTransport: Sendable {
    /// Posts a body; returns the HTTP status.
    /// - Throws: when there was no answer.
    func post(
        _ body: String, to address: String, headers: [(String, String)]
    ) async throws -> Int
}

/// Tells other systems of round events, from the service, until they have heard.
struct WebhookService<Transport: DeliveryTransport>: Service {
    /// Seconds between two looks at what is due.
    private static var pauseSeconds: Int { 5 }
    /// Deliveries that are tried in one look.
    private static var deliveriesMaximum: Int { 20 }

    let aggregator: Aggregator
    let transport: Transport
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try aggregator.store.tellOfClosing(at: .now())
                    try await deliver(at: .now())
                } catch {
                    logger.error("webhooks", metadata: ["error": "\(type(of: error))"])
                }
                try? await Task.sleep(for: .seconds(Self.pauseSeconds))
            }
        }
    }

    /// Tries everything that is due at a moment, once.
    func deliver(at now: Timestamp) async throws {
        let due = try aggregator.reader.dueDeliveries(at: now, limit: Self.deliveriesMaximum)
        for delivery in due {
            let status = await attempt(delivery, at: now)
            // Cut off by the service's own end: nothing is known of the address, and the next
            // service tries it at once.
            if status == nil, Task.isCancelled { return }
            let isDelivered = status.map { (200...299).contains($0) } ?? false
            try aggregator.store.note(
                delivery: delivery.key, status: status.map { "HTTP \($0)" } ?? "no answer",
                isDelivered: isDelivered,
                due: isDelivered ? nil : Webhook.next(attempts: delivery.attempts + 1, at: now),
                at: now)
            logger.info(
                "webhook",
                metadata: [
                    "delivery": "\(delivery.id)", "event": "\(delivery.event)",
                    "status": "\(status.map(String.init) ?? "none")",
                ])
        }
    }

    private func attempt(_ delivery: PendingDelivery, at now: Timestamp) async -> Int? {
        try? await transport.post(
            delivery.body, to: delivery.address,
            headers: [
                ("Content-Type", MediaType.json), ("User-Agent", "survey-aggregator"),
                ("Survey-Event", delivery.event), ("Survey-Delivery", delivery.id),
                (
                    "Survey-Signature",
                    Webhook.signature(of: delivery.body, secret: delivery.secret, at: now)
                ),
            ])
    }
}

/// Deliveries over HTTPS: no redirects, no long waits, nothing of the answer but its status.
final class HTTPSDelivery: DeliveryTransport, Service {
    private static let timeoutSeconds: Int64 = 10
    private let client: HTTPClient

    /// A client for deliveries.
    ///
    /// - Parameter authority: a PEM file with authorities that may prove addresses beside those
    ///   that the system trusts.
    /// - Throws: `setting-invalid` when the file holds none.
    init(authority: String? = nil) throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let authority {
            guard let known = try? NIOSSLCertificate.fromPEMFile(authority), !known.isEmpty else {
                throw AggregatorError(
                    .settingInvalid, "there are no certificates in \(authority)",
                    hint: "webhook.authority names a file in PEM form")
            }
            tls.additionalTrustRoots = [.certificates(known)]
        }
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(
            connect: .seconds(Self.timeoutSeconds), read: .seconds(Self.timeoutSeconds))
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func post(
        _ body: String, to address: String, headers: [(String, String)]
    ) async throws -> Int {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(string: body))
        let answer = try await client.execute(
            request, timeout: .seconds(Self.timeoutSeconds))
        return Int(answer.status.code)
    }

    func run() async throws {
        try? await gracefulShutdown()
        try await client.shutdown()
    }
}
