import SurveyProtocol

/// What the agent takes from the computer beside its disk and network.
struct Device {
    /// The clock.
    var clock: any DeviceClock
    /// Random bits.
    var random: any RandomSource

    /// The real ones.
    static var system: Device { Device(clock: SystemClock(), random: SystemRandom()) }

    /// The present time as text.
    var timestamp: String { Timestamp.text(clock.milliseconds) }

    /// A new response's id.
    func mintID() -> ResponseID {
        ResponseID(
            milliseconds: UInt64(max(0, clock.milliseconds)),
            random: (random.next(), random.next()))
    }

    /// Random bytes, fit for keys when the source is.
    func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let word = random.next()
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return Array(bytes.prefix(count))
    }
}
