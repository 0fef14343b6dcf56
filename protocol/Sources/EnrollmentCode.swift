/// The one string that a coordinator pastes: where the server is, whom to trust, and the secret.
///
/// Text form: `ms1.` and base64url of one version byte, 16 bytes of secret, 32 bytes of the
/// SHA-256 of the authority's public key, the address in UTF-8, and a check value of 4 bytes that
/// tells a code cut short from a wrong one (it is no protection; the secret is).
public struct EnrollmentCode: Hashable, Sendable {
    /// The text before the encoded part.
    public static let prefix = "ms1."
    /// Bytes of the secret.
    public static let secretByteCount = 16

    /// The server's address, `host:port`.
    public let address: String
    /// The one-time secret.
    public let secret: [UInt8]
    /// The SHA-256 of the authority's public key (its SubjectPublicKeyInfo in DER).
    public let authority: Digest

    /// A code; nil when the secret does not have 16 bytes or the address is not usable.
    public init?(address: String, secret: [UInt8], authority: Digest) {
        guard secret.count == Self.secretByteCount, (1...255).contains(address.utf8.count) else {
            return nil
        }
        let isPrintable = address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }
        guard isPrintable else { return nil }
        self.address = address
        self.secret = secret
        self.authority = authority
    }

    /// The code that a pasted text stands for, or nil when it is damaged.
    ///
    /// White space and line breaks, as mail programs add them, are ignored.
    public init?(_ text: String) {
        let characters = text.utf8.filter { $0 > 0x20 }
        let prefix = Array(Self.prefix.utf8)
        guard characters.starts(with: prefix), characters.count <= 1_024,
            let bytes = Base64URL.bytes(Array(characters.dropFirst(prefix.count)))
        else { return nil }
        guard bytes.count > 53, bytes[0] == 1 else { return nil }
        let body = bytes.dropLast(4)
        guard Self.checkValue(body) == Array(bytes.suffix(4)) else { return nil }
        guard let authority = Digest(bytes: body[17..<49]),
            let address = String(validating: body[49...], as: UTF8.self)
        else { return nil }
        self.init(address: address, secret: Array(body[1..<17]), authority: authority)
    }

    /// The text to paste.
    public var text: String {
        var body: [UInt8] = [1]
        body += secret
        body += authority.bytes
        body += Array(address.utf8)
        return Self.prefix + Base64URL.text(body + Self.checkValue(body))
    }

    /// The secret as it is sent.
    public var secretText: String { Base64URL.text(secret) }

    /// FNV-1a of 32 bits, in big-endian order.
    private static func checkValue(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return stride(from: 24, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: hash >> UInt32($0))
        }
    }
}
