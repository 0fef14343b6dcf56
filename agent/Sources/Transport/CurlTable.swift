/// What each result of libcurl means for the sync.
///
/// Kept apart from libcurl itself so that the whole table is tested without a network.
enum CurlTable {
    /// Results after which the same request may succeed later.
    static let retried: Set<Int> = [5, 6, 7, 16, 18, 28, 35, 52, 55, 56, 92, 95, 96]
    /// Results that only a person can change.
    static let stopped: Set<Int> = [3, 43, 48, 58, 60, 61, 77, 83, 90, 91, 97, 98]

    /// The result of a transfer that the program itself ended.
    private static let aborted = 42

    /// Results of a connection that broke, which a refused certificate is one reason for.
    private static let broken: Set<Int> = [16, 35, 52, 55, 56, 92]

    /// Whether the server may have said more about a broken connection than libcurl has read.
    static func mayHideAlert(_ result: Int, _ text: String) -> Bool {
        broken.contains(result) && !refusesCertificate(text) && !isProxyRefusal(result, text)
    }

    /// The fault for a result.
    ///
    /// - Parameters:
    ///   - result: libcurl's result, not 0.
    ///   - text: libcurl's error buffer, or its name of the result.
    ///   - server: the address that was asked, for the text.
    ///   - proxy: the proxy that the request was to go through, as shown; nil went straight.
    static func fault(
        result: Int, text: String, server: String, proxy: String? = nil
    ) -> TransportFault {
        if result == aborted { return .interrupted }
        if broken.contains(result), refusesCertificate(text) {
            return TransportFault(
                "curl-\(result)", .stop, .notPermitted,
                reason: "\(server) refused this agent's certificate (\(text))",
                hint: "everything is kept here; ask the central team for a new enrollment code")
        }
        if isProxyRefusal(result, text) {
            return TransportFault(
                "curl-\(result)", .retry, .unreachable,
                reason: "the proxy did not let the request to \(server) through (\(text))",
                hint: "check `proxy` in agent.json or --proxy, and the sign-in of the proxy")
        }
        if stopped.contains(result) { return stop(result: result, text: text, server: server) }
        if let proxy, isProxyOutage(result, text) {
            return TransportFault(
                passing: "curl-\(result)", .unreachable,
                reason: "cannot reach the proxy \(proxy) on the way to \(server) (\(text))",
                advice: "check the network and what names the proxy (--proxy, `proxy` in"
                    + " agent.json, https_proxy); your IT can mend it")
        }
        // A result in neither list is new to us: retrying quietly loses nothing.
        let through = proxy.map { " through the proxy \($0)" } ?? ""
        return TransportFault(
            passing: "curl-\(result)", .unreachable,
            reason: "cannot reach \(server)\(through) (\(text))",
            advice: proxy == nil ? "check the network" : "check the network and the proxy")
    }

    private static func stop(result: Int, text: String, server: String) -> TransportFault {
        switch result {
        case 60 where concernsTime(text):
            TransportFault(
                "certificate-time", .stop, .unreachable,
                reason: "by this computer's clock the certificate of \(server) is not valid"
                    + " (\(text))",
                hint: "check this computer's date and time and set them right; if they are, tell"
                    + " the central team")
        case 60, 90, 91, 98, 77, 83:
            TransportFault(
                "curl-\(result)", .stop, .unreachable,
                reason: "the server at \(server) cannot prove that it is the right one (\(text))",
                hint: "something on the network answers in its place, or the server has a new"
                    + " authority: ask the central team")
        case 58:
            TransportFault(
                "curl-58", .stop, .failed,
                reason: "this agent's certificate or key cannot be used (\(text))",
                hint: "enroll again with a new code from the central team")
        case 97:
            TransportFault(
                "curl-97", .stop, .unreachable,
                reason: "the proxy refused the connection to \(server) (\(text))",
                hint: "check `proxy` in agent.json or --proxy")
        default:
            TransportFault(
                "curl-\(result)", .stop, .failed,
                reason: "a request to \(server) cannot be made (\(text))",
                hint: "check the address in agent.json and the installed libcurl")
        }
    }

    /// A refused TLS 1.3 client certificate arrives after the handshake, as a receive or send
    /// error: only the alert in the text tells it from a lost connection, and retrying it would
    /// never end.
    static func refusesCertificate(_ text: String) -> Bool {
        let text = text.lowercased()
        guard text.contains("alert") else { return false }
        return [
            "bad certificate", "certificate unknown", "unknown ca", "certificate expired",
            "certificate revoked", "certificate required", "unsupported certificate",
            "access denied",
            // The certificate names our authority as its issuer, but another key signed it.
            "decrypt error",
        ].contains { text.contains($0) || text.contains($0.replacingSpaces()) }
    }

    /// Whether a certificate is only out of its time: most often the device's clock is wrong.
    private static func concernsTime(_ text: String) -> Bool {
        let text = text.lowercased()
        return ["not yet valid", "has expired", "certificate expired"].contains {
            text.contains($0)
        }
    }

    /// Whether no connection to the proxy came about: what lies behind it is not known then.
    private static func isProxyOutage(_ result: Int, _ text: String) -> Bool {
        switch result {
        case 5, 7: true
        // "Connection timed out" may also be a proxy's that waits for what is behind it.
        case 28: text.hasPrefix("Failed to connect")
        default: false
        }
    }

    private static func isProxyRefusal(_ result: Int, _ text: String) -> Bool {
        result == 56 && (text.contains("CONNECT") || text.lowercased().contains("proxy"))
    }
}

extension String {
    /// Some TLS libraries write the names of alerts with underscores.
    fileprivate func replacingSpaces() -> String {
        String(map { $0 == " " ? "_" : $0 })
    }
}
