import ArgumentParser
import SurveyProtocol

/// `enroll`: makes this computer known to the centre.
struct EnrollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll", abstract: "Make this computer known, with a code from the centre.",
        discussion: """
            The key is made here and never leaves this computer. Pasting the same code again is \
            fine. With `-` or without a code it is read from the input, and so is not seen in the \
            list of processes.
            """)

    @OptionGroup var home: HomeOptions

    @Option(help: "Go through this proxy, http://host:port, from now on; `none` goes straight.")
    var proxy: String?

    @Option(
        name: .customLong("cacert"),
        help: ArgumentHelp(
            "Another authority that may prove the server, such as that of a proxy before it, from"
                + " now on: a PEM file, or `system` for the system's trust store.",
            valueName: "file"))
    var otherAuthority: String?

    @Argument(help: ArgumentHelp("The code, as it was sent to you.", valueName: "code"))
    var code: [String] = []

    func run() throws {
        try enroll(home.agent)
    }

    /// Enrolls, then fetches rounds and questionnaires.
    func enroll(_ agent: Agent) throws {
        let text = code.isEmpty || code == ["-"] ? Self.read(agent.terminal) : code.joined()
        guard let enrollmentCode = EnrollmentCode(text) else { throw EnrollText.codeDamaged }
        try keepOtherAuthority(agent.home)
        let enroller = Enroller(home: agent.home, device: agent.device, connect: agent.connect)
        let route = try agent.proxy(option: proxy)
        let enrollment: Enrollment
        do {
            enrollment = try enroller.enroll(enrollmentCode, proxy: route)
        } catch let fault as TransportFault where fault.disposition == .retry {
            throw fault.askingForTheCode
        }
        agent.terminal.say(EnrollText.enrolled(enrollment))
        let outcome = try agent.syncRun(proxy: proxy, pause: SystemPause()).run()
        if let fault = outcome.shortcoming { throw fault }
        for round in try agent.home.rounds() {
            agent.terminal.say(
                RoundsText.line(
                    round, try? agent.questionnaire(of: round), agent.closing(round),
                    environment: agent.environment))
        }
        if try agent.home.rounds().isEmpty { agent.terminal.say(RoundsText.none) }
    }

    private func keepOtherAuthority(_ home: Home) throws {
        guard let otherAuthority else { return }
        try home.disk.makeFolder("")
        var bytes = Array(TrustStore.systemWord.utf8)
        if otherAuthority != TrustStore.systemWord {
            bytes = try InputFile.read(otherAuthority)
            guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----")
            else { throw EnrollText.noAuthority(otherAuthority) }
        } else {
            _ = try TrustStore.system()
        }
        try home.disk.place([DiskFile(path: Home.otherTrustPath, bytes: bytes)])
    }

    private static func read(_ terminal: any Terminal) -> String {
        if terminal.isInteractive { terminal.ask(EnrollText.prompt) }
        var text = ""
        // A code that a mail program broke into lines ends where it is whole.
        while let line = terminal.readLine() {
            text += line
            if EnrollmentCode(text) != nil || (line.isEmpty && !text.isEmpty) { break }
        }
        return text
    }
}
