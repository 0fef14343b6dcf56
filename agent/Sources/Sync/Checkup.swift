import SurveyProtocol

/// Says what the answers of disk and network mean, step by step. Pure: what was tried goes in,
/// findings come out.
struct Checkup {
    /// Bytes that should be free: enough for a large survey and some more.
    static let bytesFreeMinimum = 50 * 1_048_576
    /// Seconds of difference between the clocks that are worth a word.
    static let clockSecondsMaximum = 120

    /// The server's address, for texts.
    let address: String
    /// The proxy as shown, or nil when the way is straight.
    let proxy: String?

    /// What greeting the server says of the steps between here and there.
    func network(_ result: Result<Hello, TransportFault>) -> [Finding] {
        let steps: [Finding.Step] = [.proxy, .name, .route, .tls, .authority, .server]
        switch result {
        case .success: return steps.map { good($0) }
        case .failure(let fault):
            let failing = step(of: fault)
            guard let place = steps.firstIndex(of: failing) else {
                return steps.map { good($0) } + [finding(failing, fault)]
            }
            return steps[..<place].map { good($0) } + [finding(failing, fault)]
                + steps[(place + 1)...].map { unknown($0) }
        }
    }

    /// Whether the server is the one of the enrollment and takes this version.
    func identity(_ hello: Hello, _ enrollment: Enrollment) -> Finding {
        guard hello.server == enrollment.server else {
            return Finding(.server, .fault, DoctorText.otherServer(address), code: "server-changed")
        }
        return good(.server)
    }

    /// How far the two clocks are apart.
    func clock(deviceMilliseconds: Int64, server: String) -> Finding {
        guard let milliseconds = Timestamp.milliseconds(server) else { return unknown(.clock) }
        let seconds = Int((deviceMilliseconds - milliseconds) / 1_000)
        let isFar = abs(seconds) > Self.clockSecondsMaximum
        return Finding(.clock, isFar ? .note : .good, DoctorText.clock(seconds))
    }

    /// What asking for the rounds says of the permission.
    func permission(_ fault: TransportFault?) -> Finding {
        guard let fault else { return good(.permission) }
        return finding(.permission, fault)
    }

    /// How much room the disk has.
    func disk(freeBytes: Int?, fault: DiskFault?) -> Finding {
        if let fault {
            return Finding(.disk, .fault, "\(fault.reason); \(fault.hint)", code: fault.code)
        }
        guard let freeBytes else { return Finding(.disk, .good, DoctorText.diskWritable) }
        let isLow = freeBytes < Self.bytesFreeMinimum
        return Finding(.disk, isLow ? .note : .good, DoctorText.disk(freeBytes))
    }

    /// What lies in the spool, and what of it is damaged.
    func spool(sound: Int, damaged: Int, fault: DiskFault?) -> Finding {
        if let fault {
            return Finding(.spool, .fault, "\(fault.reason); \(fault.hint)", code: fault.code)
        }
        return Finding(.spool, damaged > 0 ? .note : .good, DoctorText.spool(sound, damaged))
    }

    /// How long the certificate still counts, by the server's clock when it is known.
    func certificate(daysLeft: Int?) -> Finding {
        guard let daysLeft else {
            return Finding(
                .certificate, .fault, DoctorText.certificateUnreadable, code: "home-damaged")
        }
        guard daysLeft >= 0 else {
            return Finding(
                .certificate, .fault, DoctorText.certificateExpired, code: "certificate-expired")
        }
        return Finding(.certificate, .good, DoctorText.certificate(daysLeft))
    }

    /// A step that is as it should be.
    func good(_ step: Finding.Step) -> Finding {
        Finding(step, .good, DoctorText.good(step, address: address, proxy: proxy))
    }

    /// A step that could not be checked.
    func unknown(_ step: Finding.Step) -> Finding {
        Finding(step, .unknown, DoctorText.unknown)
    }

    private func finding(_ step: Finding.Step, _ fault: TransportFault) -> Finding {
        let isSaid = fault.hint.contains("your IT")
        let who = isSaid ? "" : DoctorText.who(step, address: address).map { "; \($0)" } ?? ""
        return Finding(step, .fault, "\(fault.reason): \(fault.hint)\(who)", code: fault.code)
    }

    /// Where on the way a fault lies.
    private func step(of fault: TransportFault) -> Finding.Step {
        switch fault.code {
        case "curl-5", "curl-97", "http-407": .proxy
        case "curl-56" where proxy != nil && fault.reason.hasPrefix("the proxy"): .proxy
        case "curl-6": .name
        case "curl-7": proxy == nil ? .route : .proxy
        case "curl-28" where proxy != nil && fault.reason.contains("reach the proxy"): .proxy
        case "curl-28", "captive-portal", "answer-too-long", "http-401", "http-403": .route
        case "curl-35", "curl-16": .tls
        case "curl-60", "curl-77", "curl-83", "curl-90", "curl-91", "curl-98", "tls-inspection",
            "certificate-name":
            .authority
        case "agent-too-old", "protocol-unknown": .version
        case "curl-58": .certificate
        default: fault.kind == .notPermitted ? .permission : .server
        }
    }
}
