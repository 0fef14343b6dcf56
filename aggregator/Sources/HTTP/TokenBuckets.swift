import NIOCore
import Synchronization

/// How often something may happen: a full bucket at first, filled again at a steady rate.
struct TokenBucket: Sendable {
    private var tokens: Double
    private var updated: NIODeadline

    /// A full bucket.
    init(_ rate: ServiceLimits.Rate, at now: NIODeadline) {
        tokens = rate.burst
        updated = now
    }

    /// Whether it is full again, so that nothing is known by it.
    func isFull(_ rate: ServiceLimits.Rate, at now: NIODeadline) -> Bool {
        level(rate, now) >= rate.burst
    }

    /// Takes one token.
    /// - Returns: nil when there was one, otherwise the seconds until there is.
    mutating func take(_ rate: ServiceLimits.Rate, at now: NIODeadline) -> Double? {
        tokens = level(rate, now)
        updated = now
        guard tokens < 1 else {
            tokens -= 1
            return nil
        }
        return rate.perSecond > 0 ? (1 - tokens) / rate.perSecond : 3_600
    }

    private func level(_ rate: ServiceLimits.Rate, _ now: NIODeadline) -> Double {
        let seconds = Double((now - updated).nanoseconds) / 1e9
        return min(rate.burst, tokens + seconds * rate.perSecond)
    }
}

/// A bucket for each sender.
final class TokenBuckets<Key: Hashable & Sendable>: Sendable {
    /// Senders that are remembered; beyond it those with full buckets are forgotten.
    private static var keysMaximum: Int { 10_000 }

    private let rate: ServiceLimits.Rate
    private let buckets = Mutex<[Key: TokenBucket]>([:])

    /// Buckets of one rate.
    init(_ rate: ServiceLimits.Rate) {
        self.rate = rate
    }

    /// Takes a token of a sender.
    /// - Returns: nil when there was one, otherwise the seconds until there is.
    func take(_ key: Key, at now: NIODeadline = .now()) -> Double? {
        let rate = rate
        guard rate.perSecond.isFinite else { return nil }
        return buckets.withLock { buckets in
            if buckets.count >= Self.keysMaximum {
                buckets = buckets.filter { !$0.value.isFull(rate, at: now) }
            }
            return buckets[key, default: TokenBucket(rate, at: now)].take(rate, at: now)
        }
    }
}
