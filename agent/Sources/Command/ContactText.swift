/// What is said of the contact with the centre.
enum ContactText {
    static let reachable = "the centre can be reached again"
    static let syncing = "the sync is done again"

    static func outage(_ fault: TransportFault, seconds: Double) -> String {
        "\(fault.reason); next try in \(time(seconds)), later ones at most"
            + " \(time(Backoff.secondsMaximum)) apart, until it answers"
    }

    static func standstill(_ fault: any AgentFault, seconds: Double) -> String {
        "\(fault.reason); nothing is sent now, next try in \(time(seconds))"
    }

    /// `40 s`, `15 min`.
    static func time(_ seconds: Double) -> String {
        seconds < 120
            ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded(.up))) min"
    }
}
