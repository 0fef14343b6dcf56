/// How the last sync went: the contents of `sync.json`, which may be lost without harm.
struct SyncRecord: Codable, Hashable, Sendable {
    /// When a sync last came to its end, by the device's clock.
    var lastSync: String?
    /// When it last failed; absent after a success.
    var lastFailure: String?
    /// Why it last failed.
    var reason: String?
    /// When a running `sync --watch` tries again.
    var nextTry: String?
    /// The `ETag` of the list of rounds.
    var roundsTag: String?
}
