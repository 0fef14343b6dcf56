import MaturityModel
import SurveyProtocol

/// Something about accounts and tokens that only the process that writes the store can do.
///
/// Passwords and secrets travel as what is kept of them, never as they are.
enum AccessRequest: Codable, Sendable {
    /// Make an account.
    case addUser(NewUser)
    /// Remove an account with its sessions and tokens.
    case removeUser(String)
    /// Set what is kept of a password.
    case setPassword(String, of: String)
    /// Give an account a one-time secret in place of its password.
    case setSecret(Digest, expires: Timestamp, of: String)
    /// Make a token.
    case addToken(NewToken)
    /// Withdraw a token.
    case revokeToken(String)
}

/// A token to be made.
struct NewToken: Codable, Equatable, Sendable {
    /// Seconds that a token may count at most.
    static let secondsMaximum: Int64 = 366 * 86_400
    /// Bytes of a label at most.
    private static let labelBytesMaximum = 100

    /// Its id, for people.
    let id: String
    /// The account whose permissions it has.
    let user: String
    /// What it is for.
    let label: String
    /// What it is good for, as scopes are written.
    let scopes: [String]
    /// When it stops counting.
    let expires: Timestamp
    /// The SHA-256 of the token.
    let digest: Digest

    /// A new token and the one text that shows it.
    /// - Throws: `request-invalid` when scopes, label or time are not what they must be.
    static func make(
        for user: String, label: String, scopes: [String], seconds: Int64, at now: Timestamp
    ) throws -> (token: NewToken, text: String) {
        let isPlain = HiddenCharacter.first(in: label, isOneLine: true) == nil
        guard isPlain, (1...labelBytesMaximum).contains(label.utf8.count) else {
            throw AggregatorError(
                .requestInvalid, "a label is 1 to \(labelBytesMaximum) bytes of text",
                hint: "say what the token is for")
        }
        for scope in scopes where TokenScope(scope) == nil {
            throw AggregatorError(
                .requestInvalid, "`\(scope.prefix(64))` is not a scope",
                hint: "the scopes are " + TokenScope.allTexts.joined(separator: ", "))
        }
        guard !scopes.isEmpty, (1...secondsMaximum).contains(seconds) else {
            throw AggregatorError(
                .requestInvalid, "a token has at least one scope and ends within 366 days",
                hint: "name the scopes that it needs and how long")
        }
        let secret = Secret(prefix: AccessControl.tokenPrefix)
        let token = NewToken(
            id: Hexadecimal.text(Secret.randomBytes(8)), user: user, label: label,
            scopes: Set(scopes).sorted(), expires: now.adding(seconds: seconds),
            digest: secret.digest)
        return (token, secret.text)
    }
}
