/// What the dashboard remembers while the service runs; nothing of it needs to last.
final class DashboardMemory: Sendable {
    /// How times are read and written.
    let time: LocalTime
    /// Who looks at a round's follow-up.
    let live: LiveFollowUp
    /// Secrets that were just made.
    let shown = ShownOnce()
    /// Results that were looked at last.
    let reports = ReportShelf()

    /// A memory of nothing.
    init(time: LocalTime) {
        self.time = time
        live = LiveFollowUp(time: time)
    }
}
