import MaturityModel
import SurveyProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Everything a command works with, assembled in one place.
struct Agent {
    let terminal: any Terminal
    let device: Device
    let disk: any Disk
    let environment: [String: String]
    /// Makes the way to a server.
    let connect: (TransportSettings) throws(TransportFault) -> any Transport

    /// The agent's files.
    var home: Home { Home(disk: disk) }
    /// The agent's responses.
    var spool: Spool { Spool(disk: disk) }

    /// The agent of this computer.
    ///
    /// - Parameter home: the folder of its files; else that of the environment variable
    ///   `SURVEY_AGENT_HOME`, else `~/.local/share/survey-agent`.
    static func system(home: String?) -> Agent {
        Agent(
            terminal: SystemTerminal(), device: .system, disk: FileDisk(home: folder(home)),
            environment: ProcessInfo.processInfo.environment,
            connect: { settings throws(TransportFault) in try CurlTransport(settings) })
    }

    /// The folder of the agent's files on this computer; see `system`.
    static func folder(_ home: String?) -> String {
        let environment = ProcessInfo.processInfo.environment
        let named = home ?? environment["SURVEY_AGENT_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let folder = named ?? "\(environment["HOME"] ?? ".")/.local/share/survey-agent"
        return folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }

    /// The proxy for this command.
    func proxy(option: String?) throws -> ProxyChoice {
        if let option, option.contains("@") {
            throw HomeFault(
                "proxy-with-password", "--proxy holds a name or password that others can see",
                hint: "write them into \(ProxyCredentials.path) in the agent's home, name and"
                    + " password on one line each", exit: .usage)
        }
        let enrollment = try home.enrollment()
        var choice = ProxyChoice.choose(
            option: option, file: enrollment?.proxy, environment: environment)
        if let enrollment { choice = choice.toward(enrollment.address) }
        choice.credentials =
            try home.optional(ProxyCredentials.path).flatMap { ProxyCredentials(file: $0) }
            ?? ProxyCredentials(variable: environment[ProxyCredentials.variable])
        return choice
    }

    /// The way to the server that this agent enrolled at.
    func transport(proxy option: String?) throws -> any Transport {
        try connect(try settings(proxy: option))
    }

    /// Where the server is, what is trusted to be it, and who this agent is.
    func settings(proxy option: String?) throws -> TransportSettings {
        let enrollment = try home.enrolled()
        var settings = TransportSettings(
            address: enrollment.address, trust: .authority(try home.trusted()))
        settings.identity = try home.identity()
        settings.proxy = try proxy(option: option)
        return settings
    }

    /// A sync with the server that this agent enrolled at.
    func syncRun(proxy option: String?, pause: any Pause) throws -> SyncRun {
        let settings = try settings(proxy: option)
        var run = SyncRun(
            home: home, spool: spool, transport: try connect(settings), device: device,
            pause: pause)
        let interception = Interception(settings: settings, connect: connect)
        run.explain = { interception.explained($0) }
        run.preparation = LanePreparation()
        run.filing = LaneFiling()
        return run
    }

    /// A round with its questionnaire, both fetched before.
    ///
    /// - Parameter id: the round; without one, the only open round.
    func round(_ id: String?) throws -> (round: RoundSummary, questionnaire: Questionnaire) {
        let known = try home.rounds()
        let round = try id.map { id in known.first { $0.id == id } } ?? onlyOpen(known)
        guard let round else {
            throw HomeFault.roundUnknown(id ?? "", known: known.map(\.id))
        }
        return (round, try questionnaire(of: round))
    }

    /// A round that answers can be given in; see `round`.
    func roundToFill(
        _ id: String?
    ) throws -> (round: RoundSummary, questionnaire: Questionnaire) {
        let known = try round(id)
        guard known.round.state != .archived else { throw HomeFault.roundArchived(known.round.id) }
        return known
    }

    /// The key of respondents' tokens.
    func respondentKey() throws -> RespondentKey {
        guard let bytes = try home.optional(Home.respondentKeyPath) else {
            throw try home.enrollment() == nil
                ? HomeFault.notEnrolled : HomeFault.respondentKeyMissing
        }
        guard let key = RespondentKey(bytes) else {
            throw HomeFault.damaged(Home.respondentKeyPath, "it does not have 32 bytes")
        }
        return key
    }

    /// The questionnaire of a round.
    func questionnaire(of round: RoundSummary) throws -> Questionnaire {
        let path = "rounds/\(round.id)/questionnaire.json"
        guard let bytes = try home.questionnaire(round.id, digest: round.questionnaire) else {
            throw HomeFault(
                "questionnaire-missing", "\(path) is missing or was altered",
                hint: "run `survey-agent sync` to fetch it again")
        }
        guard let document = try? JSONDecoder().decode(DocumentNode.self, from: Data(bytes)),
            case .success(let questionnaire) = QuestionnaireReader.read(document)
        else {
            throw HomeFault(
                "questionnaire-unreadable",
                "this version cannot read the questionnaire of the"
                    + " round \(round.id)", hint: "update survey-agent")
        }
        return questionnaire
    }

    private func onlyOpen(_ rounds: [RoundSummary]) throws -> RoundSummary? {
        let open = rounds.filter { $0.state == .open }
        guard open.count != 1 else { return open[0] }
        let which =
            open.isEmpty ? "no round is open" : "\(open.count) rounds are open"
        throw HomeFault(
            "round-not-named", "\(which); name the round", hint: "see `survey-agent rounds`",
            exit: open.isEmpty ? .failed : .usage)
    }
}
