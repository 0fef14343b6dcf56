/// The names under which a door of the form may be asked for, against DNS rebinding: a foreign
/// page can make its own name mean this computer, but it cannot make browsers send ours.
struct FormAddress: Hashable, Sendable {
    /// What the header `Host` may say.
    let hosts: Set<String>
    /// What links begin with, such as `http://127.0.0.1:8470`.
    let base: String
    /// Whether it is served over TLS.
    let isSecure: Bool

    /// The door of this computer itself.
    static func own(port: Int) -> FormAddress {
        FormAddress(
            hosts: ["127.0.0.1:\(port)", "localhost:\(port)"], base: "http://127.0.0.1:\(port)",
            isSecure: false)
    }

    /// The door to the department's network.
    static func network(name: String, port: Int) -> FormAddress {
        let shown = name.contains(":") ? "[\(name)]" : name
        let isDefault = port == 443
        let host = isDefault ? shown : "\(shown):\(port)"
        return FormAddress(
            hosts: isDefault ? [shown, "\(shown):443"] : [host], base: "https://\(host)",
            isSecure: true)
    }

    /// Whether a request asks for this door by its name.
    func admits(host: String?) -> Bool {
        host.map { hosts.contains($0.lowercased()) } ?? false
    }

    /// Whether a form that was sent comes from a page of this door, as far as the browser says.
    func admits(origin: String?, fetchSite: String?) -> Bool {
        if let fetchSite, !["same-origin", "none"].contains(fetchSite) { return false }
        guard let origin else { return true }
        let scheme = isSecure ? "https://" : "http://"
        return origin.hasPrefix(scheme) && hosts.contains(String(origin.dropFirst(scheme.count)))
    }
}
