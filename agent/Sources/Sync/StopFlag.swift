/// Whether the program is to end, and what becomes readable when it is.
struct StopFlag: Sendable {
    /// Whether the program is to end.
    let isRaised: @Sendable () -> Bool
    /// A descriptor for poll(); -1 when there is none.
    let descriptor: @Sendable () -> Int32

    /// SIGTERM and SIGINT, once `StopSignal.install` was called.
    static let signals = StopFlag(
        isRaised: { StopSignal.isRaised }, descriptor: { StopSignal.descriptor })
}
