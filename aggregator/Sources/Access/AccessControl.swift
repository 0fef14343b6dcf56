import Foundation
import SurveyProtocol
import Synchronization

/// The door of the administration: passwords, sessions and tokens become a `Principal`.
///
/// Everything is decided against the store, so that removing an account or a token works at once.
final class AccessControl: Sendable {
    /// What a browser gets when a person has signed in.
    struct SignedIn: Sendable {
        /// The value of the cookie.
        let cookie: String
        /// What every change that comes with the cookie must show as well.
        let antiForgery: String
        /// Who signed in.
        let principal: Principal
        /// When the session ends whatever happens.
        let expires: Timestamp
    }

    /// Seconds without use after which a session ends.
    static let idleSeconds: Int64 = 30 * 60
    /// Seconds after which a session ends whatever happens.
    static let sessionSeconds: Int64 = 12 * 3_600
    /// Seconds for which a one-time secret counts.
    static let secretSeconds: Int64 = 7 * 86_400
    /// Seconds between two notes that something was used.
    private static let touchSeconds: Int64 = 60
    /// What programs' tokens begin with, so that scanners for leaked secrets know them.
    static let tokenPrefix = "mst_"
    /// Passwords that are looked at at the same time; each takes 32 MiB.
    private static let guessesMaximum = 2
    /// Passwords that may wait to be looked at; those from one address take turns with others.
    private static let guessesWaitingMaximum = 64
    /// How often one address may have a password looked at.
    private static let guessRate = ServiceLimits.Rate(burst: 30, perSecond: 1)

    private let store: SQLiteStore
    private let reader: SQLiteReader
    private let cost: Password.Cost
    private let surroundings: [String]
    private let guesses = ReadingLanes(
        lanes: guessesMaximum, waitingBytesMaximum: guessesWaitingMaximum)
    private let rates = TokenBuckets<String>(guessRate)
    private let strangers = Mutex(Strangers())
    private let decoy: Mutex<Password?>

    /// The door of a store.
    /// - Parameter surroundings: names that everybody knows and no password is made of.
    init(
        store: SQLiteStore, reader: SQLiteReader, surroundings: [String],
        cost: Password.Cost = .standard
    ) {
        self.store = store
        self.reader = reader
        self.surroundings = surroundings
        self.cost = cost
        decoy = Mutex(nil)
    }

    /// Signs a person in.
    /// - Throws: `sign-in-failed`, `sign-in-locked`, `sign-in-busy`, and
    ///   `password-change-required` when a one-time secret was shown.
    func signIn(
        name: String, password: String, from address: String = "", at now: Timestamp
    ) async throws -> SignedIn {
        let user = try await check(name: name, password: password, from: address, at: now)
        guard user.password != nil else {
            throw AggregatorError(
                .passwordChangeRequired, "a one-time secret does not sign in by itself",
                hint: "choose a password with it")
        }
        let secret = Secret()
        let expires = now.adding(seconds: Self.sessionSeconds)
        try Performer.$current.withValue(.user(user.name)) {
            try store.addSession(secret.digest, of: user, expires: expires, at: now)
        }
        return SignedIn(
            cookie: secret.text, antiForgery: Self.antiForgery(cookie: secret.text),
            principal: Principal(user, means: .session(secret.digest)), expires: expires)
    }

    /// Lets a person choose a password with the one before it, or with a one-time secret.
    ///
    /// Every session of the person ends.
    /// - Throws: as `signIn`, and `password-weak`.
    func choosePassword(
        _ password: String, name: String, current: String, from address: String = "",
        at now: Timestamp
    ) async throws {
        let user = try await check(name: name, password: current, from: address, at: now)
        let kept = try await keep(password, of: user)
        try Performer.$current.withValue(.user(user.name)) {
            try store.setPassword(kept, of: user.name, at: now)
        }
    }

    /// What is to be kept of a password that somebody chose.
    /// - Throws: `password-weak`.
    private func keep(_ password: String, of user: StoredUser) async throws -> String {
        let context =
            surroundings + [user.name]
            + (try user.organization.map { try reader.everyName(of: $0) } ?? [])
        try PasswordRules.check(password, context: context)
        let cost = cost
        return try await guess { try Password(password, cost: cost).kept }
    }

    /// Who a session's cookie belongs to.
    /// - Parameter isQuiet: whether the session is not used by that.
    /// - Throws: `session-required`.
    func principal(
        cookie: String, at now: Timestamp, isQuiet: Bool = false
    ) throws -> Principal {
        let digest = Secret.digest(of: cookie)
        guard let session = try reader.session(digest), now < session.expires,
            now < session.lastUsed.adding(seconds: Self.idleSeconds)
        else {
            throw AggregatorError(
                .sessionRequired, "the session is over", hint: "sign in again")
        }
        if !isQuiet, now >= session.lastUsed.adding(seconds: Self.touchSeconds) {
            try store.touchSession(digest, at: now)
        }
        return Principal(session.user, means: .session(digest))
    }

    /// Who a program's token belongs to.
    /// - Throws: `session-required`.
    func principal(token text: String, at now: Timestamp) throws -> Principal {
        guard text.hasPrefix(Self.tokenPrefix),
            let (token, user) = try reader.token(Secret.digest(of: text)),
            token.revoked == nil, now < token.expires
        else {
            throw AggregatorError(
                .sessionRequired, "the token is not valid, has expired or was revoked",
                hint: "make a new one with `survey-aggregator token make`")
        }
        if now >= (token.lastUsed ?? token.created).adding(seconds: Self.touchSeconds) {
            try store.touchToken(token.id, at: now)
        }
        return Principal(user, means: .token(id: token.id, scopes: token.scopes))
    }

    /// Ends a person's session.
    func signOut(_ principal: Principal, at now: Timestamp) throws {
        guard case .session(let digest) = principal.means else { return }
        try Performer.$current.withValue(principal.performer) {
            try store.endSession(digest, of: principal.name, at: now)
        }
    }

    /// What every change that comes with a cookie must show as well: other sites cannot know it.
    static func antiForgery(cookie: String) -> String {
        Secret.derive("anti-forgery", from: cookie)
    }

    /// Whether a change that came with a cookie shows what only our own pages know.
    static func isGenuine(_ shown: String?, cookie: String) -> Bool {
        Secret.areEqual(Array((shown ?? "").utf8), Array(antiForgery(cookie: cookie).utf8))
    }
}

extension AccessControl {
    /// The account of a name and password, or of a name and one-time secret.
    private func check(
        name: String, password: String, from address: String, at now: Timestamp
    ) async throws -> StoredUser {
        let user = UserName.isValid(name) ? try reader.user(name) : nil
        let lock = user?.lockedUntil ?? strangers.withLock { $0.lockedUntil(name) }
        guard !LockOut.isLocked(until: lock, at: now) else {
            throw AggregatorError(
                .signInLocked, "after too many wrong attempts nothing is looked at for a while",
                hint: "wait up to \(LockOut.secondsMaximum / 60) minutes")
        }
        try countGuess(from: address)
        if let user, try await isGood(password, of: user, from: address, at: now) { return user }
        if user == nil { _ = try await isGood(password, of: nil, from: address, at: now) }
        let failures = (user?.failures ?? strangers.withLock { $0.failures(name) }) + 1
        let end = LockOut.end(failures: failures, at: now)
        if let user {
            try Performer.$current.withValue(.user(user.name)) {
                try store.noteFailure(of: user.key, lockedUntil: end, at: now)
            }
        } else {
            strangers.withLock { $0.note(name, lockedUntil: end) }
        }
        throw AggregatorError(
            .signInFailed, "name and password do not belong together",
            hint: "check both; ask an administrator for a one-time secret if you forgot them")
    }

    private func isGood(
        _ password: String, of user: StoredUser?, from address: String, at now: Timestamp
    ) async throws -> Bool {
        guard password.utf8.count <= PasswordRules.bytesMaximum else { return false }
        if let user, let secret = user.secret, let expires = user.secretExpires, now < expires,
            Secret.areEqual(Secret.digest(of: password).bytes, secret.bytes)
        {
            return true
        }
        let kept = user?.password.flatMap(Password.init(kept:))
        let cost = cost
        let decoy = decoy.withLock { $0 }
        let (isPassword, used) = try await guess(from: address) {
            // A name that nobody has takes as long as one that somebody has.
            let candidate = try kept ?? decoy ?? Password("decoy", cost: cost)
            return (try candidate.isPassword(password), candidate)
        }
        if kept == nil { self.decoy.withLock { $0 = used } }
        return isPassword && kept != nil
    }

    /// Holds an address to its rate, so that whoever guesses fast keeps only itself out.
    /// - Throws: `sign-in-busy`.
    private func countGuess(from address: String) throws {
        guard !address.isEmpty, let wait = rates.take(address) else { return }
        throw Self.busy("too many attempts to sign in from one address", seconds: wait)
    }

    /// Does work that takes much memory, away from the cooperative threads and few at a time, of
    /// each address in its turn.
    /// - Throws: `sign-in-busy`.
    private func guess<Value: Sendable>(
        from address: String = "", _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        do {
            return try await guesses.run(of: Int64(address.hashValue), bytes: 1, body)
        } catch let problem as Problem where problem.code == .serverBusy {
            throw Self.busy("many others are signing in at this moment", seconds: 1)
        }
    }

    private static func busy(_ reason: String, seconds: Double) -> AggregatorError {
        AggregatorError(
            .signInBusy, reason, hint: "try again in \(Int(seconds.rounded(.up))) seconds")
    }
}

/// Wrong attempts under names that nobody has; they are treated like those under real ones, so
/// that the answer does not tell which names there are.
private struct Strangers {
    private static let namesMaximum = 10_000
    private var attempts: [String: (failures: Int, lockedUntil: Timestamp?)] = [:]

    func lockedUntil(_ name: String) -> Timestamp? { attempts[name]?.lockedUntil }
    func failures(_ name: String) -> Int { attempts[name]?.failures ?? 0 }

    mutating func note(_ name: String, lockedUntil: Timestamp?) {
        if attempts.count >= Self.namesMaximum { attempts = [:] }
        let name = String(name.prefix(64))
        attempts[name] = (failures(name) + 1, lockedUntil)
    }
}
