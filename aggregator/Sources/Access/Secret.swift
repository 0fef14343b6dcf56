import Crypto
import SurveyProtocol

/// Random secrets that are shown once and kept only as their SHA-256.
struct Secret: Equatable, Sendable {
    private static let byteCount = 32
    private static let shortByteCount = 15
    private static let groupCount = 5

    /// The secret itself, to be handed out once.
    let text: String

    /// A new secret of 256 bits for programs, after a prefix that says what it is.
    init(prefix: String = "") {
        text = prefix + Base64URL.text(Self.randomBytes(Self.byteCount))
    }

    private init(text: String) {
        self.text = text
    }

    /// A new secret of 120 bits for people: letters and digits that are not mistaken for others.
    static func forTyping() -> Secret {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789ABC".prefix(32))
        var bits: UInt32 = 0
        var count: UInt32 = 0
        var characters: [Character] = []
        for byte in randomBytes(shortByteCount) {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                if !characters.isEmpty, characters.count % (groupCount + 1) == groupCount {
                    characters.append("-")
                }
                characters.append(alphabet[Int(bits >> count & 31)])
            }
        }
        return Secret(text: String(characters))
    }

    /// What is kept of it.
    var digest: SurveyProtocol.Digest { Self.digest(of: text) }

    /// What is kept of a secret that somebody shows.
    static func digest(of text: String) -> SurveyProtocol.Digest {
        SurveyProtocol.Digest.sha256(of: text.utf8)
    }

    /// A text that only who knows the secret can derive, for one purpose.
    static func derive(_ purpose: String, from secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(purpose.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return Base64URL.text(Array(code))
    }

    /// Random bytes of the operating system.
    static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Whether two texts are equal, in a time that depends on their lengths only.
    static func areEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
