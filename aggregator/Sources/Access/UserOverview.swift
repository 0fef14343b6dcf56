/// An account as it is shown: nothing of its password.
struct UserOverview: Encodable, Equatable, Sendable {
    /// What can be done with an account now.
    enum State: String, CaseIterable, Encodable, Sendable {
        /// It can sign in.
        case active
        /// Its owner has a one-time secret to choose a password with.
        case invited
        /// Its one-time secret has run out.
        case expired
        /// Too many wrong attempts; it can sign in after a while.
        case locked
    }

    /// The name to sign in with.
    let name: String
    /// What the person is at the centre.
    let role: Role
    /// The organization that the person speaks for.
    let organization: String?
    /// What can be done with it now.
    let state: State
    /// When it was made, RFC 3339.
    let created: String
    /// When somebody last signed in, RFC 3339.
    let lastSignIn: String?

    /// An account as it is at a moment.
    init(_ user: StoredUser, at now: Timestamp) {
        name = user.name
        role = user.role
        organization = user.organization
        created = user.created.text
        lastSignIn = user.lastSignIn?.text
        if LockOut.isLocked(until: user.lockedUntil, at: now) {
            state = .locked
        } else if user.password != nil {
            state = .active
        } else {
            state = user.secretExpires.map { now < $0 } ?? false ? .invited : .expired
        }
    }
}

/// The accounts.
struct UserList: Encodable, Equatable, Sendable {
    /// Ordered by name.
    let users: [UserOverview]
}

/// A token as it is shown: never the token itself.
struct TokenOverview: Encodable, Equatable, Sendable {
    /// Its id.
    let id: String
    /// The account whose permissions it has.
    let user: String
    /// What it is for.
    let label: String
    /// What it is good for.
    let scopes: [String]
    /// When it was made, RFC 3339.
    let created: String
    /// When it stops counting, RFC 3339.
    let expires: String
    /// When it was withdrawn, RFC 3339.
    let revoked: String?
    /// When it was last used, RFC 3339, to the minute.
    let lastUsed: String?

    /// A token as it is shown.
    init(_ token: StoredToken) {
        id = token.id
        user = token.user
        label = token.label
        scopes = token.scopes.map(\.text)
        created = token.created.text
        expires = token.expires.text
        revoked = token.revoked?.text
        lastUsed = token.lastUsed?.text
    }
}

/// Tokens.
struct TokenList: Encodable, Equatable, Sendable {
    /// Newest first.
    let tokens: [TokenOverview]
}
