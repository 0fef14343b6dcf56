import NIOCore

/// When a connection is closed once the service ends; a pure value that is asked now and then.
///
/// Without it a client that keeps an idle connection, or never finishes a request, keeps the
/// service from ending.
struct ConnectionDrain: Sendable {
    /// Seconds that a connection without a request is left to read the goodbye.
    static let farewellSeconds: Int64 = 1

    private let deadline: NIODeadline
    private var idleSince: NIODeadline?

    /// A drain that begins at a moment.
    /// - Parameter secondsMaximum: seconds after which requests under way are cut off.
    init(at now: NIODeadline, secondsMaximum: Int64) {
        deadline = now + .seconds(secondsMaximum)
    }

    /// Whether the connection ends now.
    /// - Parameter requests: how many of its requests are under way.
    mutating func ends(at now: NIODeadline, requests: Int) -> Bool {
        if now >= deadline { return true }
        guard requests == 0 else {
            idleSince = nil
            return false
        }
        let since = idleSince ?? now
        idleSince = since
        return now - since >= .seconds(Self.farewellSeconds)
    }
}
