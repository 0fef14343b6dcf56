import Crypto
import Foundation
import SurveyProtocol

/// An address that is told of round events.
struct Webhook: Equatable, Sendable {
    /// Addresses that are told at most.
    static let countMaximum = 20
    private static let addressBytesMaximum = 1_000

    /// Its id.
    let id: String
    /// The address, https only.
    let address: String
    /// What signs the deliveries.
    let secret: String
    /// What it is told.
    let events: [RoundEvent]
    /// When it was added.
    let created: Timestamp

    /// Checks an address.
    /// - Throws: `request-invalid`.
    static func check(_ address: String) throws {
        guard address.utf8.count <= addressBytesMaximum, address.hasPrefix("https://"),
            let url = URL(string: address), url.scheme == "https",
            let host = url.host(percentEncoded: true), !host.isEmpty, url.user == nil,
            address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            throw AggregatorError(
                .requestInvalid, "that is not an https address",
                hint: "write it like https://example.org/surveys, without name and password")
        }
    }

    /// The header that shows who sent a body, and when: an HMAC-SHA256 of both.
    static func signature(of body: String, secret: String, at now: Timestamp) -> String {
        let seconds = now.milliseconds / 1_000
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(seconds).\(body)".utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return "t=\(seconds),v1=\(Hexadecimal.text(code))"
    }

    /// When a delivery is tried again after a number of attempts; nil when it is given up.
    static func next(attempts: Int, at now: Timestamp) -> Timestamp? {
        let minutes: [Int64] = [1, 5, 30, 120, 360, 720, 720, 720]
        guard attempts >= 1, attempts <= minutes.count else { return nil }
        return now.adding(seconds: minutes[attempts - 1] * 60)
    }
}

/// A webhook as it is shown: never its secret.
struct WebhookOverview: Encodable, Equatable, Sendable {
    /// Its id.
    let id: String
    /// The address.
    let address: String
    /// What it is told.
    let events: [RoundEvent]
    /// When it was added, RFC 3339.
    let created: String
    /// When something was last tried or delivered, RFC 3339.
    let lastDelivery: String?
    /// What came of it.
    let lastStatus: String?
}

/// Something that is to be delivered.
struct PendingDelivery: Equatable, Sendable {
    /// The store's key.
    let key: Int64
    /// Its id, the same for every attempt.
    let id: String
    /// The address.
    let address: String
    /// What signs it.
    let secret: String
    /// The event.
    let event: String
    /// The body.
    let body: String
    /// Attempts so far.
    let attempts: Int
}
