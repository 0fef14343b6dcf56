/// How this computer signs in to a proxy; never from the command line, which others can see.
enum ProxyCredentials: Hashable, Sendable {
    /// A name and a password, for Basic, Digest or NTLM.
    case password(user: String, password: String)
    /// The identity of the user who is signed in to this computer (Kerberos).
    case negotiate

    /// The file below the home that holds them: the name, then the password, one a line; or the
    /// one word `negotiate`.
    static let path = "proxy.credentials"
    /// The environment variable that holds `name:password`, or the word `negotiate`.
    static let variable = "SURVEY_AGENT_PROXY_CREDENTIALS"

    /// The credentials in a file; nil when there are none.
    init?(file bytes: [UInt8]) {
        // By bytes: to Swift a carriage return and a line feed are one character.
        let lines = bytes.filter { $0 != 0x0D }.split(separator: 0x0A)
            .map { String(decoding: $0, as: UTF8.self) }
        guard let first = lines.first, !first.isEmpty else { return nil }
        if lines.count == 1, first == "negotiate" {
            self = .negotiate
        } else {
            self = .password(user: first, password: lines.count > 1 ? lines[1] : "")
        }
    }

    /// The credentials in an environment variable; nil when there are none.
    init?(variable text: String?) {
        guard let text, !text.isEmpty else { return nil }
        if text == "negotiate" {
            self = .negotiate
        } else {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            self = .password(
                user: String(parts[0]), password: parts.count > 1 ? String(parts[1]) : "")
        }
    }
}
