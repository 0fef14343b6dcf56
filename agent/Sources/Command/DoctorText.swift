/// What `doctor` says.
enum DoctorText {
    static let unknown = "not checked, because of what is wrong above"
    static let noHome = "nothing was written, since nobody has enrolled here yet"
    static let diskWritable = "files can be written"
    static let certificateUnreadable =
        "this agent's certificate cannot be read: enroll again with a code from the central team"
    static let certificateExpired =
        "this agent's certificate has expired: ask the central team for a new code"

    static func good(_ step: Finding.Step, address: String, proxy: String?) -> String {
        switch step {
        case .proxy: proxy.map { "\($0) lets requests through" } ?? "none, the way is straight"
        case .name: "the name in \(address) is known"
        case .route: "\(address) can be reached"
        case .tls: "the connection is encrypted"
        case .authority: "the server proves that it is the right one"
        case .server: "the server answers and is the one of this enrollment"
        case .version: "agent and server understand each other"
        case .permission: "the server lets this agent in"
        case .disk, .spool, .enrollment, .certificate, .clock: "good"
        }
    }

    /// Who can mend what is wrong with a step, where the hint does not say it already.
    static func who(_ step: Finding.Step, address: String) -> String? {
        switch step {
        case .proxy: "your IT can mend it"
        case .name: "your IT can mend it, or the central team if \(address) is not its address"
        case .route:
            "your IT can let connections to \(address) out; if it does, the central team can see"
                + " whether its service runs"
        case .tls: "your IT or the central team can mend it"
        case .server: "the central team can mend it"
        case .disk, .spool, .enrollment, .certificate, .authority, .version, .clock, .permission:
            nil
        }
    }

    static func enrolled(_ enrollment: Enrollment, name: String?) -> String {
        "agent \(enrollment.agent) for \(name ?? enrollment.organization) at \(enrollment.address)"
    }

    static func otherServer(_ address: String) -> String {
        "the server at \(address) is not the one this agent enrolled at: ask the central team"
    }

    static func clock(_ seconds: Int) -> String {
        guard abs(seconds) > 2 else { return "this computer's clock agrees with the server's" }
        let side = seconds > 0 ? "ahead of" : "behind"
        return "this computer's clock is \(abs(seconds)) s \(side) the server's;"
            + " nothing depends on it, but your IT can set it"
    }

    static func disk(_ bytes: Int) -> String {
        let megabytes = bytes / 1_048_576
        return bytes < Checkup.bytesFreeMinimum
            ? "only \(megabytes) MiB are free: make room before collecting more"
            : "files can be written, \(megabytes) MiB are free"
    }

    static func spool(_ sound: Int, _ damaged: Int) -> String {
        let text = "\(sound) sealed \(sound == 1 ? "revision is" : "revisions are") as sealed"
        guard damaged > 0 else { return text }
        return "\(text), \(damaged) altered on this computer: see the folder quarantine, and have"
            + " your IT check the disk"
    }

    static func certificate(_ days: Int) -> String {
        "valid for \(days) more days, and renewed by itself"
    }

    static func line(_ finding: Finding) -> String {
        let mark =
            switch finding.state {
            case .good: "ok"
            case .note: "note"
            case .fault: "FAULT"
            case .unknown: "-"
            }
        let step = finding.step.rawValue
        return pad(step, 12) + pad(mark, 6) + finding.says
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
