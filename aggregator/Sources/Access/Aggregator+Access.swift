/// Accounts and tokens, as the process that writes the store changes them.
extension Aggregator {
    /// Does something about accounts and tokens.
    func perform(_ request: AccessRequest, at now: Timestamp) throws {
        switch request {
        case .addUser(let user):
            try UserName.check(user.name)
            guard (user.role == .organization) == (user.organization != nil) else {
                throw AggregatorError(
                    .requestInvalid,
                    "an organization goes with the role organization and with no other",
                    hint: "name the organization that the user speaks for")
            }
            try store.addUser(user, at: now)
        case .removeUser(let name): try store.removeUser(name, at: now)
        case .setPassword(let kept, let name): try store.setPassword(kept, of: name, at: now)
        case .setSecret(let secret, let expires, let name):
            try store.setSecret(secret, expires: expires, of: name, at: now)
        case .addToken(let token): try store.addToken(token, at: now)
        case .revokeToken(let id): try store.revokeToken(id, at: now)
        }
    }
}
