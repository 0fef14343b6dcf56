import Crypto
import SurveyProtocol

/// The key that signs the form's cookies: `form.key` below the home, 32 random bytes.
///
/// It outlives the process, so that a page left open goes on after a restart.
struct FormKey {
    /// Where it is below the home.
    static let path = "form.key"
    /// Bytes of the key and of random values.
    static let byteCount = 32

    private let key: SymmetricKey

    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The key of this home; made when there is none.
    static func load(_ agent: Agent) throws -> FormKey {
        if let key = try agent.home.optional(path).flatMap({ FormKey($0) }) { return key }
        let bytes = agent.device.bytes(byteCount)
        try agent.disk.makeFolder("")
        try agent.disk.place([DiskFile(path: path, bytes: bytes)])
        guard let key = FormKey(bytes) else {
            throw HomeFault.damaged(path, "it does not have \(byteCount) bytes")
        }
        return key
    }

    /// A cookie for a visitor, which only this key can make.
    func cookie(_ visitor: Visitor, _ device: Device) -> String {
        let text = "\(visitor.text)~\(Base64URL.text(device.bytes(12)))"
        return "\(text)~\(mac("visitor", text))"
    }

    /// The visitor of a cookie; nil when this key did not make it.
    func visitor(_ cookie: String) -> Visitor? {
        let parts = cookie.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 3,
            isEqual(String(parts[2]), mac("visitor", "\(parts[0])~\(parts[1])"))
        else { return nil }
        return Visitor(parts[0])
    }

    /// The token that shows that a form came from a page of the cookie's session.
    func token(of cookie: String) -> String { mac("token", cookie) }

    /// Whether two texts are equal, taking equally long whatever they hold.
    func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func mac(_ use: String, _ text: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(use)\0\(text)".utf8), using: key)
        return Base64URL.text(Array(code))
    }
}
