import SurveyProtocol

/// A person's account as the store keeps it.
struct StoredUser: Equatable, Sendable {
    /// The store's key; never used again for another account.
    let key: Int64
    /// The name to sign in with.
    let name: String
    /// What the person is at the centre.
    let role: Role
    /// The organization that a person of the role `organization` speaks for.
    let organization: String?
    /// What is kept of the password; nil until one is chosen.
    let password: String?
    /// The SHA-256 of a one-time secret with which a password may be chosen.
    let secret: Digest?
    /// Until when the one-time secret counts.
    let secretExpires: Timestamp?
    /// Failed attempts to sign in since the last good one.
    let failures: Int
    /// Until when no attempt is looked at.
    let lockedUntil: Timestamp?
    /// When the account was made.
    let created: Timestamp
    /// When somebody last signed in with it.
    let lastSignIn: Timestamp?
}

/// What a signed-in browser holds on to, as the store keeps it.
struct StoredSession: Equatable, Sendable {
    /// Whose it is.
    let user: StoredUser
    /// When it was last used, to the minute.
    let lastUsed: Timestamp
    /// When it ends whatever happens.
    let expires: Timestamp
}

/// A program's permission as the store keeps it.
struct StoredToken: Equatable, Sendable {
    /// Its id, for people.
    let id: String
    /// The name of the account whose permissions it has.
    let user: String
    /// What it is for, in its owner's words.
    let label: String
    /// What it is good for.
    let scopes: [TokenScope]
    /// When it was made.
    let created: Timestamp
    /// When it stops counting.
    let expires: Timestamp
    /// When it was withdrawn.
    let revoked: Timestamp?
    /// When it was last used, to the minute.
    let lastUsed: Timestamp?
}
