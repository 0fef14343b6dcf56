/// Waiting for something to happen.
protocol Pause {
    /// Waits for the given seconds, or until something happens.
    func wait(seconds: Double) -> WakeReason
}
