import NIOCore

/// How long each part of a request may take; a pure value that is asked now and then.
///
/// Without it a body of a byte a second, or an answer that nobody reads, holds a connection for
/// ever.
struct RequestPace: Sendable {
    /// Seconds in which a request's header must arrive, from the first moment or the last answer.
    static let headerSeconds: Int64 = 60
    /// Seconds in which a request's body must arrive.
    static let bodySeconds: Int64 = 120
    /// Seconds after which a body must have kept the least rate.
    static let graceSeconds: Int64 = 10
    /// Bytes a second that a body must bring on average after that.
    static let bytesPerSecondMinimum: Int64 = 1_024
    /// Seconds in which a part of an answer must be read; a long answer may take longer in all.
    static let answerSeconds: Int64 = 60

    /// What is being waited for.
    private enum Phase: Sendable {
        case header
        case body(bytes: Int64)
        case work
        case reading
    }

    /// What is wrong with a connection.
    enum Fault: Equatable, Sendable {
        /// It is silent between requests.
        case idle
        /// A body comes too slowly.
        case slowBody
        /// Nothing of an answer is read any more.
        case slowReader
    }

    private var phase = Phase.header
    private var since: NIODeadline

    /// The pace of a connection that has just been made.
    init(at now: NIODeadline) {
        since = now
    }

    /// A request's header has arrived.
    mutating func headArrived(at now: NIODeadline) { enter(.body(bytes: 0), now) }

    /// Bytes of its body have arrived.
    mutating func bodyArrived(_ count: Int) {
        if case .body(let bytes) = phase { phase = .body(bytes: bytes + Int64(count)) }
    }

    /// All of it has arrived.
    mutating func requestEnded(at now: NIODeadline) {
        if case .body = phase { enter(.work, now) }
    }

    /// An answer is being sent, perhaps before the request has ended.
    mutating func answerBegan(at now: NIODeadline) { enter(.reading, now) }

    /// A part of the answer has left, so somebody reads it.
    mutating func answerRead(at now: NIODeadline) {
        if case .reading = phase { since = now }
    }

    /// The answer has left.
    mutating func answerEnded(at now: NIODeadline) { enter(.header, now) }

    /// What is wrong at a moment; nil while everything is in its time.
    func fault(at now: NIODeadline) -> Fault? {
        let seconds = (now - since).nanoseconds / 1_000_000_000
        switch phase {
        case .header: return seconds >= Self.headerSeconds ? .idle : nil
        case .work: return nil
        case .reading: return seconds >= Self.answerSeconds ? .slowReader : nil
        case .body(let bytes):
            let isSlow =
                seconds >= Self.graceSeconds && bytes < seconds * Self.bytesPerSecondMinimum
            return isSlow || seconds >= Self.bodySeconds ? .slowBody : nil
        }
    }

    private mutating func enter(_ next: Phase, _ now: NIODeadline) {
        phase = next
        since = now
    }
}
