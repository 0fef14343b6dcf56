import SurveyProtocol

/// How many responses the next request carries.
///
/// Starts at 100; doubles while a full request takes at most 10 seconds and the doubled one would
/// stay within the size limit; after an error falls back to the last size that worked, then
/// halves, down to 1.
struct BatchSizer: Hashable, Sendable {
    /// The first size.
    static let first = 100
    /// Seconds that a request may take for the next one to be larger.
    static let secondsMaximum = 10.0

    /// Responses in the next request.
    private(set) var size = BatchSizer.first
    /// Bytes of a body.
    var bytesMaximum = Limits.bodyBytesMaximum
    /// Responses in a body.
    var countMaximum = Limits.batchResponsesMaximum {
        didSet { size = max(1, min(size, countMaximum)) }
    }
    private var lastGood: Int?
    /// Of so many or fewer the last requests of a sync are not made smaller.
    private static let lastCount = 1_000

    /// How many responses the next request carries when so many are left.
    ///
    /// At most half of them: the verdicts on a batch are filed while the next is on its way, and
    /// nothing is on its way after the last.
    func count(ofRemaining remaining: Int) -> Int {
        min(size, max(Self.lastCount, (remaining + 1) / 2))
    }

    /// A request of `count` responses and `bytes` bytes was answered.
    mutating func succeeded(count: Int, bytes: Int, seconds: Double) {
        if seconds > Self.secondsMaximum {
            size = max(1, min(size, count) / 2)
            lastGood = size
            return
        }
        // A request that was not full says nothing about larger ones.
        guard count >= size else { return }
        lastGood = size
        if bytes * 2 <= bytesMaximum { size = min(size * 2, countMaximum) }
    }

    /// A request was not answered, or not with verdicts.
    mutating func failed() {
        if let good = lastGood, good < size {
            size = good
        } else {
            size = max(1, size / 2)
        }
        lastGood = nil
    }
}
