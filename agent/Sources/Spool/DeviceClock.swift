/// The device's clock: for showing and recording, never for deciding what is newer.
protocol DeviceClock {
    /// Milliseconds since 1970 in UTC.
    var milliseconds: Int64 { get }
}
