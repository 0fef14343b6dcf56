internal import Synchronization

/// The desk, which is there only once the doors' ports are known.
final class FormDeskBox: Sendable {
    private let content = Mutex<FormDesk?>(nil)

    /// The desk.
    var desk: FormDesk? {
        get { content.withLock { $0 } }
        set { content.withLock { $0 = newValue } }
    }
}

/// How many connections are open.
final class ConnectionCount: Sendable {
    private let count = Mutex(0)

    /// Whether there is room for one more, which is taken then.
    func take(_ maximum: Int) -> Bool {
        count.withLock { count in
            guard count < maximum else { return false }
            count += 1
            return true
        }
    }

    /// A connection has ended.
    func giveBack() { count.withLock { $0 -= 1 } }
}
