/// Which proxy is used, and who said so; never a silent one.
struct ProxyChoice: Hashable, Sendable {
    /// Who named the proxy.
    enum Origin: String, Sendable {
        /// The command line.
        case option = "--proxy"
        /// The file `agent.json`.
        case file = "agent.json"
        /// The environment variable `https_proxy`.
        case environment = "https_proxy"
    }

    /// The proxy, `http://host:port`; nil goes straight.
    var address: String?
    /// Who named it.
    var origin: Origin?
    /// How to sign in to it; nil without.
    var credentials: ProxyCredentials?
    /// Hosts that are reached straight all the same; only beside the environment's proxy.
    var exceptions = ""

    /// The host for which the environment's proxy is not used.
    private(set) var exceptedHost: String?

    /// Goes straight to the server.
    static let none = ProxyChoice()

    /// The proxy to use: of the command line, else of the file, else of the environment.
    ///
    /// The word `none` on the command line or in the file goes straight, whatever comes after.
    static func choose(
        option: String?, file: String?, environment: [String: String]
    ) -> ProxyChoice {
        if let option { return named(option, .option) }
        if let file { return named(file, .file) }
        let proxy = environment["https_proxy"] ?? environment["HTTPS_PROXY"]
        guard let proxy, !proxy.isEmpty else { return none }
        let exceptions = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        var choice = named(proxy, .environment)
        choice.exceptions = "localhost,127.0.0.1,::1," + exceptions
        return choice
    }

    /// The way to a server: straight when the environment makes an exception for its host.
    ///
    /// An exception is a host, a domain with all hosts below it, an address, or `*`. A block of
    /// addresses (`10.0.0.0/8`) is left to libcurl, which looks at it when it connects.
    func toward(_ server: String) -> ProxyChoice {
        let host = Self.host(of: server)
        let isExcepted = exceptions.split { $0 == "," || $0 == " " }.contains { exception in
            let name = exception.lowercased().drop { $0 == "." }
            return name == "*" || host == name || host.hasSuffix(".\(name)")
        }
        guard isExcepted else { return self }
        var straight = ProxyChoice.none
        straight.exceptedHost = host
        return straight
    }

    private static func host(of server: String) -> String {
        if server.first == "[" {
            return String(server.dropFirst().prefix { $0 != "]" }).lowercased()
        }
        return String(server.prefix { $0 != ":" }).lowercased()
    }

    /// The choice as shown: without a password that the address may hold.
    var shown: String {
        guard let address, let origin else {
            return exceptedHost.map { "none (\($0) is reached straight)" } ?? "none"
        }
        guard let at = address.lastIndex(of: "@") else { return "\(address) (\(origin.rawValue))" }
        let scheme = address.range(ofPrefixBefore: "://")
        return "\(scheme)…\(address[at...]) (\(origin.rawValue))"
    }

    private static func named(_ text: String, _ origin: Origin) -> ProxyChoice {
        text == "none" || text.isEmpty ? none : ProxyChoice(address: text, origin: origin)
    }
}

extension String {
    /// The text up to and with the given mark; empty when it is not there.
    fileprivate func range(ofPrefixBefore mark: String) -> String {
        var prefix = ""
        for character in self {
            prefix.append(character)
            if prefix.hasSuffix(mark) { return prefix }
        }
        return ""
    }
}
