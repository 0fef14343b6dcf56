/// Where a transport goes and how it proves both ends.
struct TransportSettings: Sendable {
    /// What is trusted to be the server.
    enum Trust: Sendable {
        /// Only certificates signed by this authority, in PEM form.
        case authority([UInt8])
        /// Anyone, for the one request of first contact that fetches the authority, whose key is
        /// then compared with the enrollment code.
        case firstContact
    }

    /// `host` or `host:port`.
    var address: String
    /// What is trusted to be the server.
    var trust: Trust
    /// This agent's certificate and key in PEM form; nil before enrollment.
    var identity: (certificate: [UInt8], key: [UInt8])?
    /// The proxy to go through; none goes straight, whatever the environment says.
    var proxy = ProxyChoice.none
    /// Seconds until a connection must stand.
    var connectSecondsMaximum = 15
    /// Seconds that one request may take in all.
    var requestSecondsMaximum = 300
    /// Below this many bytes a second for half a minute, a request counts as lost.
    var bytesPerSecondMinimum = 50

    /// Settings without identity and proxy.
    init(address: String, trust: Trust) {
        self.address = address
        self.trust = trust
    }
}
