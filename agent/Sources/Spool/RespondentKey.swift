import Crypto
import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The key that turns respondents' labels into tokens; it never leaves this computer.
///
/// A token is HMAC-SHA256 of round, a zero byte and the label, cut to 128 bits: the centre can
/// tell two responses of one person from two persons', in one round, and cannot tell who.
struct RespondentKey {
    /// Bytes of the key.
    static let byteCount = 32
    /// Bytes of a token before it is written in hexadecimal digits.
    private static let tokenByteCount = 16

    private let key: SymmetricKey

    /// A key; nil when there are not exactly 32 bytes.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The token of a label in a round.
    func token(round: String, label: String) -> String {
        let message = Array(round.utf8) + [0] + Array(label.utf8)
        let code = HMAC<SHA256>.authenticationCode(for: message, using: key)
        return Hexadecimal.text(code.prefix(Self.tokenByteCount))
    }

    /// The token of an organization's joint answer in a round.
    func jointToken(round: String) -> String { token(round: round, label: "") }
}
