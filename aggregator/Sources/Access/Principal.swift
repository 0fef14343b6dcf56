import SurveyProtocol

/// Somebody whom the aggregator knows: an account, and how it was shown.
struct Principal: Equatable, Sendable {
    /// How an account was shown.
    enum Means: Equatable, Sendable {
        /// By a browser's session, of which this is the digest.
        case session(Digest)
        /// By a program's token.
        case token(id: String, scopes: [TokenScope])
    }

    /// The name of the account.
    let name: String
    /// What the person is at the centre.
    let role: Role
    /// The organization that a person of the role `organization` speaks for.
    let organization: String?
    /// How the account was shown.
    let means: Means

    /// Somebody with an account.
    init(_ user: StoredUser, means: Means) {
        name = user.name
        role = user.role
        organization = user.organization
        self.means = means
    }

    /// As the audit log names them.
    var performer: Performer {
        switch means {
        case .session: .user(name)
        case .token(let id, _): .token(user: name, id: id)
        }
    }

    /// Whose an organization is, seen from here.
    func ownership(of organization: String) -> AccessTable.Ownership {
        organization == self.organization ? .own : .foreign
    }

    /// Whose an account is, seen from here.
    func ownership(ofUser user: String) -> AccessTable.Ownership {
        user == name ? .own : .foreign
    }

    /// Whether they may do something.
    func may(_ act: AdministrativeAct, on ownership: AccessTable.Ownership) -> Bool {
        if case .token(_, let scopes) = means, !scopes.contains(TokenScope(of: act)) {
            return false
        }
        return AccessTable.permits(role, act, on: ownership)
    }

    /// Checks that they may do something.
    /// - Throws: `not-permitted` or `scope-missing`.
    func require(_ act: AdministrativeAct, on ownership: AccessTable.Ownership) throws {
        if may(act, on: ownership) { return }
        if AccessTable.permits(role, act, on: ownership) {
            throw AggregatorError(
                .scopeMissing, "the token does not have the scope \(TokenScope(of: act).text)",
                hint: "make a token with that scope")
        }
        throw AggregatorError(
            .notPermitted, "the role \(role.rawValue) may not \(act.rawValue) here",
            hint: "ask an administrator; aggregator/README.md has the table of roles")
    }
}
