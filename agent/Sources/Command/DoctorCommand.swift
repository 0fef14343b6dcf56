import ArgumentParser

/// `doctor`: what stands between this computer and the centre.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check every step between this computer and the centre.",
        discussion: """
            Says of each step whether it works, and of a fault in one sentence what is wrong and \
            who can mend it. Changes nothing.
            """)

    @OptionGroup var home: HomeOptions

    @Flag(help: "Machine output.")
    var json = false

    @Option(help: "Go through this proxy, http://host:port; `none` goes straight.")
    var proxy: String?

    func run() throws {
        try examine(home.agent)
    }

    /// Checks every step and says how each is.
    /// - Throws: the status that fits the first fault.
    func examine(_ agent: Agent) throws {
        let findings = try Doctor(agent: agent, proxy: proxy).findings()
        if json {
            agent.terminal.write(try JSONFile.bytes(["findings": findings]))
        } else {
            for finding in findings { agent.terminal.say(DoctorText.line(finding)) }
        }
        guard let fault = findings.first(where: { $0.state == .fault }) else { return }
        throw CommandEnd(status: Self.status(fault.step))
    }

    private static func status(_ step: Finding.Step) -> ExitStatus {
        switch step {
        case .proxy, .name, .route, .tls, .authority: .unreachable
        case .permission, .certificate: .notPermitted
        case .disk, .spool, .enrollment, .server, .version, .clock: .failed
        }
    }
}
