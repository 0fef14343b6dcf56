import SurveyProtocol

/// Accounts, tokens and the audit log.
extension Desk {
    /// The accounts.
    func users() throws -> [UserOverview] {
        try principal.require(.readUsers, on: .group)
        return try reader.users().map { UserOverview($0, at: now) }
    }

    /// Makes an account.
    /// - Returns: the one-time secret with which its owner chooses a password; shown once.
    func addUser(name: String, role: Role, organization: String?) throws -> String {
        try principal.require(.changeUsers, on: .group)
        let secret = Secret.forTyping()
        let user = NewUser(
            name: name, role: role, organization: organization, secret: secret.digest,
            secretExpires: now.adding(seconds: AccessControl.secretSeconds))
        try perform(.access(.addUser(user)))
        return secret.text
    }

    /// Removes an account with its sessions and tokens, at once.
    func removeUser(_ name: String) throws {
        try principal.require(.changeUsers, on: .group)
        try perform(.access(.removeUser(name)))
    }

    /// Gives an account a one-time secret in place of its password; shown once.
    func resetPassword(of name: String) throws -> String {
        try principal.require(.changeUsers, on: .group)
        let secret = Secret.forTyping()
        let expires = now.adding(seconds: AccessControl.secretSeconds)
        try perform(.access(.setSecret(secret.digest, expires: expires, of: name)))
        return secret.text
    }

    /// The tokens this person may see: all, or the own ones.
    func tokens() throws -> [TokenOverview] {
        try requireAny(.readTokens)
        let isWhole = reach(.readTokens) == .everything
        return try reader.tokens(of: isWhole ? nil : principal.name).map(TokenOverview.init)
    }

    /// Makes a token with the permissions of an account, this person's own or another's.
    ///
    /// A program with a token makes no token with a scope that it does not have itself.
    /// - Returns: the token as it is listed, and the text that shows it; shown once.
    func makeToken(
        for user: String, label: String, scopes: [String], seconds: Int64
    ) throws -> (token: TokenOverview, text: String) {
        try principal.require(.changeTokens, on: principal.ownership(ofUser: user))
        if case .token(_, let own) = principal.means {
            let wanted = scopes.compactMap { TokenScope($0) }
            guard wanted.allSatisfy(own.contains) else {
                throw AggregatorError(
                    .scopeMissing, "a token makes none with scopes that it lacks",
                    hint: "sign in and make the token there")
            }
        }
        let (token, text) = try NewToken.make(
            for: user, label: label, scopes: scopes, seconds: seconds, at: now)
        try perform(.access(.addToken(token)))
        guard let stored = try reader.tokens(of: user).first(where: { $0.id == token.id }) else {
            throw Self.unexpected
        }
        return (TokenOverview(stored), text)
    }

    /// Withdraws a token, at once.
    func revokeToken(_ id: String) throws {
        try requireAny(.changeTokens)
        guard let token = try reader.tokens(of: nil).first(where: { $0.id == id }),
            principal.may(.changeTokens, on: principal.ownership(ofUser: token.user))
        else { throw AggregatorError.tokenUnknown(id) }
        try perform(.access(.revokeToken(id)))
    }

    /// Entries of the audit log after a place, oldest first, at most `auditPageMaximum`.
    func audit(after place: Int64, limit: Int) throws -> [AuditEntry] {
        try principal.require(.readAudit, on: .group)
        return try reader.audit(after: place, limit: min(max(1, limit), Self.auditPageMaximum))
    }

    /// Entries of the audit log that a search finds, up to a place or the last ones, newest first.
    func audit(
        _ search: AuditSearch, upTo place: Int64?, limit: Int
    ) throws -> [AuditEntry] {
        try principal.require(.readAudit, on: .group)
        return try reader.audit(
            search, upTo: place ?? .max, limit: min(max(1, limit), Self.auditPageMaximum))
    }

    /// What has been done so far, each act once.
    func auditActions() throws -> [String] {
        try principal.require(.readAudit, on: .group)
        return try reader.auditActions()
    }

    /// Entries of the audit log that are handed out at once.
    static let auditPageMaximum = 1_000
}
