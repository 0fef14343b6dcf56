import SurveyProtocol
import Synchronization

/// Secrets that were just made, until the person who made them has seen them.
///
/// They are in memory only, for the one session that made them, and for some minutes, so that the
/// page can be reloaded and printed but not found later.
final class ShownOnce: Sendable {
    /// What is shown.
    enum Subject: Sendable {
        case codes
        case userSecret
        case token
        case webhook
    }

    /// Secrets with what they are for.
    struct Entry: Sendable {
        /// What they are.
        let subject: Subject
        /// What each is for, and the secret.
        let rows: [(name: String, secret: String)]
        /// The page to go on to.
        let next: String
    }

    /// Seconds for which they can be seen.
    static let seconds: Int64 = 600
    /// Entries at the same time; the oldest goes first.
    private static let entriesMaximum = 200

    private struct Kept {
        let entry: Entry
        let means: Principal.Means
        let expires: Timestamp
    }

    private let kept = Mutex<[String: Kept]>([:])

    /// Keeps secrets for the session that made them.
    /// - Returns: the last part of the address where they are shown.
    func keep(_ entry: Entry, for principal: Principal, at now: Timestamp) -> String {
        let ticket = Secret().text
        kept.withLock { all in
            all = all.filter { now < $0.value.expires }
            if all.count >= Self.entriesMaximum,
                let oldest = all.min(by: { $0.value.expires < $1.value.expires })
            {
                all[oldest.key] = nil
            }
            all[ticket] = Kept(
                entry: entry, means: principal.means, expires: now.adding(seconds: Self.seconds))
        }
        return ticket
    }

    /// The secrets of an address, for the session that made them; nil for others, and later.
    func entry(_ ticket: String, for principal: Principal, at now: Timestamp) -> Entry? {
        kept.withLock { all in
            guard let found = all[ticket], found.means == principal.means, now < found.expires
            else { return nil }
            return found.entry
        }
    }
}
