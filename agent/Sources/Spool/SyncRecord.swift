/// How the last sync went: the contents of `sync.json`, which may be lost without harm.
struct SyncRecord: Codable, Hashable, Sendable {
    /// When a sync last came to its end, by the device's clock.
    var lastSync: String?
    /// When the server last answered, by the device's clock.
    var lastContact: String?
    /// Seconds that the device's clock was ahead of the server's; for showing only.
    var clockDifferenceSeconds: Int?
    /// When it last failed; absent after a success.
    var lastFailure: String?
    /// Why it last failed.
    var reason: String?
    /// When a running `sync --watch` tries again.
    var nextTry: String?
    /// The `ETag` of the list of rounds.
    var roundsTag: String?
    /// The `ETag` of each round's list of returned responses.
    var returnTags: [String: String]?
}
