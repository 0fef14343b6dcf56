/// Why a wait ended.
enum WakeReason: String, Sendable {
    /// The time is over.
    case elapsed
    /// An address, route or link of this computer changed.
    case networkChanged
    /// The program was asked to end.
    case stopped
}
