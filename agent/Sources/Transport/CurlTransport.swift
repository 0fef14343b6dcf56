internal import CCurl

/// The transport over libcurl: HTTPS only, no redirects, one kept connection.
///
/// libcurl repeats a POST by itself when a kept connection turns out to be dead; that is safe here
/// because the same response twice is success on the server's side.
final class CurlTransport: Transport {
    /// Tenths of a second to wait for an alert after a connection broke.
    private static let alertTenthsMaximum = 20

    private var handle: CurlHandle
    private let settings: TransportSettings
    /// Requests without an answer since the last one that had one; nil before the first answer.
    private var failures: Int?

    /// A transport with the given ends.
    /// - Throws: a fault when libcurl cannot do what is asked, such as keys in memory.
    init(_ settings: TransportSettings) throws(TransportFault) {
        guard let handle = CurlHandle() else {
            throw CurlTable.fault(
                result: 2, text: "libcurl does not start", server: settings.address)
        }
        self.handle = handle
        self.settings = settings
        configureProtection()
        configureConnection()
        let fault = self.handle.firstFault
        guard fault == 0 else {
            throw CurlTable.fault(
                result: fault, text: "an option is not supported", server: settings.address)
        }
    }

    func send(
        _ request: TransportRequest
    ) throws(TransportFault) -> TransportReply {
        let receiver = CurlReceiver(bytesMaximum: request.replyBytesMaximum)
        configure(request)
        let started = ContinuousClock.now
        let (result, text) = handle.perform(into: receiver)
        let passed = started.duration(to: .now).components
        let seconds = Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
        if receiver.isTooLong { throw .answerTooLong(settings.address) }
        guard result == 0 else {
            // One lost answer is the network's doing; the server took the certificate before.
            let isPuzzling = failures.map { $0 > 0 } ?? true
            failures = failures.map { $0 + 1 }
            let alert = isPuzzling ? alert(behind: result, text) : nil
            throw CurlTable.fault(
                result: result, text: alert ?? text, server: settings.address, proxy: proxyShown)
        }
        failures = 0
        return TransportReply(
            status: handle.number(CURLINFO_RESPONSE_CODE), body: receiver.bytes,
            headers: receiver.headers, seconds: seconds)
    }

    /// The proxy as a fault names it; nil when there is none, or an exception may go round it.
    private var proxyShown: String? {
        let proxy = settings.proxy.toward(settings.address)
        return proxy.address.map { _ in proxy.shown }
    }

    /// What the server said when it ended a connection before it read the request.
    ///
    /// A server refuses a TLS 1.3 certificate after the agent's side of the handshake is over. When
    /// the agent has begun to send by then, its own sending fails first and the alert is never
    /// read. A connection on which nothing is sent shows it.
    private func alert(behind result: Int, _ text: String) -> String? {
        guard settings.identity != nil, CurlTable.mayHideAlert(result, text),
            let other = try? CurlTransport(settings)
        else { return nil }
        other.handle.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        other.handle.set(CURLOPT_URL, "https://" + settings.address + "/")
        return other.handle.alert(
            into: CurlReceiver(bytesMaximum: 0), tenthsMaximum: Self.alertTenthsMaximum)
    }

    private func configure(_ request: TransportRequest) {
        handle.set(CURLOPT_URL, "https://" + settings.address + request.path)
        // An empty Expect saves the second that curl waits for "100 Continue".
        handle.set(headerLines: ["Expect:"] + request.fields.map { "\($0.name): \($0.value)" })
        if let body = request.body {
            handle.set(body: body)
        } else {
            handle.set(CURLOPT_HTTPGET, 1)
        }
    }

    private func configureProtection() {
        handle.set(CURLOPT_PROTOCOLS_STR, "https")
        handle.set(CURLOPT_FOLLOWLOCATION, 0)
        handle.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        switch settings.trust {
        case .authority(let pem):
            handle.set(CURLOPT_SSL_VERIFYPEER, 1)
            handle.set(CURLOPT_SSL_VERIFYHOST, 2)
            handle.set(CURLOPT_CAINFO_BLOB, bytes: pem)
        case .firstContact:
            handle.set(CURLOPT_SSL_VERIFYPEER, 0)
            handle.set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        if let identity = settings.identity {
            handle.set(CURLOPT_SSLCERTTYPE, "PEM")
            handle.set(CURLOPT_SSLCERT_BLOB, bytes: identity.certificate)
            handle.set(CURLOPT_SSLKEYTYPE, "PEM")
            handle.set(CURLOPT_SSLKEY_BLOB, bytes: identity.key)
        }
    }

    /// Basic, Digest, NTLM or Negotiate, whichever the proxy asks for and libcurl has.
    private func configureProxySignIn() {
        switch settings.proxy.credentials {
        case nil: break
        case .password(let user, let password):
            handle.set(CURLOPT_PROXYUSERNAME, user)
            handle.set(CURLOPT_PROXYPASSWORD, password)
            handle.set(CURLOPT_PROXYAUTH, survey_curl_auth_any())
        case .negotiate:
            // An empty name takes the identity of the user who is signed in to this computer.
            handle.set(CURLOPT_PROXYUSERNAME, "")
            handle.set(CURLOPT_PROXYPASSWORD, "")
            handle.set(CURLOPT_PROXYAUTH, survey_curl_auth_negotiate())
        }
    }

    private func configureConnection() {
        // libcurl would take a proxy from the environment by itself; an empty text forbids it.
        handle.set(CURLOPT_PROXY, settings.proxy.address ?? "")
        handle.set(CURLOPT_NOPROXY, settings.proxy.exceptions)
        configureProxySignIn()
        handle.set(CURLOPT_NOSIGNAL, 1)
        // HTTP/2 where the server offers it, else 1.1.
        handle.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        handle.set(CURLOPT_CONNECTTIMEOUT, settings.connectSecondsMaximum)
        handle.set(CURLOPT_TIMEOUT, settings.requestSecondsMaximum)
        handle.set(CURLOPT_LOW_SPEED_LIMIT, settings.bytesPerSecondMinimum)
        handle.set(CURLOPT_LOW_SPEED_TIME, 30)
        handle.set(CURLOPT_USERAGENT, AgentVersion.text)
        // Unsafe because C passes a pointer, which this function ignores.
        unsafe handle.set(progress: { _, _, _, _, _ in StopSignal.isRaised ? 1 : 0 })
    }
}
