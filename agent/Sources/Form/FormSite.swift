import MaturityModel
import Pages
import SurveyProtocol

/// The site of the form: what each address answers, to whom.
///
/// **Who gets in.** The coordinator through the entry link of this computer's own door, which holds
/// 256 random bits that every start makes anew. Respondents through either door with a code. A
/// cookie, signed with `form.key`, remembers who it is. The network's door never takes a
/// coordinator. Every request must name the door's own host; every form must carry its session's
/// token and come from a page of this site.
///
/// **What is safe.** Each answer is in the draft, on the disk, before its reply leaves.
final class FormSite {
    let agent: Agent
    let key: FormKey
    /// The secret of the entry link.
    let entry: String
    /// The addresses of the doors that are open.
    let own: FormAddress
    let network: FormNetwork?
    let jobs: FormJobs
    /// The page that the entry link leads to.
    var startPath = "/"
    private var questionnaires: [SurveyProtocol.Digest: Questionnaire] = [:]

    init(agent: Agent, key: FormKey, own: FormAddress, network: FormNetwork?, jobs: FormJobs) {
        self.agent = agent
        self.key = key
        self.own = own
        self.network = network
        self.jobs = jobs
        entry = Base64URL.text(agent.device.bytes(FormKey.byteCount))
    }

    /// The link that lets the coordinator in.
    var entryLink: String { "\(own.base)/enter/\(entry)" }

    /// The cookie's name; browsers share cookies between the ports of a host, hence the port.
    private func cookieName(_ address: FormAddress) -> String {
        "survey_\(address.base.split(separator: ":").last ?? "")"
            .filter { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    private func address(of door: FormRequest.Door) -> FormAddress? {
        door == .own ? own : network?.address
    }

    /// Answers a request.
    func answer(_ request: FormRequest) -> FormReply {
        guard let address = address(of: request.door),
            address.admits(host: request.headers["host"])
        else {
            return .text(
                "This address is not served here. Use the link you were given.", status: 421)
        }
        guard ["GET", "HEAD", "POST"].contains(request.method) else {
            return .text("Only GET and POST are understood here.", status: 405)
        }
        guard let path = request.path else { return .text("Not an address.", status: 400) }
        if path.first == "assets" { return asset(request.plainPath) }
        let cookie = request.cookie(cookieName(address)) ?? ""
        var visitor = key.visitor(cookie)
        if visitor == .coordinator, request.door != .own { visitor = nil }
        let scene = FormScene(
            request: request, visitor: visitor, language: FormScene.language(of: request),
            token: key.token(of: cookie))
        if request.method == "POST", let refusal = refusal(scene, address, path) { return refusal }
        var reply = reply(to: path, scene)
        if let language = request.query["language"].flatMap({ Language(rawValue: $0) }) {
            reply = reply.setting(
                FormScene.languageCookie, language.code, isSecure: address.isSecure,
                isLasting: true)
        }
        return reply
    }

    /// Lets somebody in: the reply sets the cookie that remembers it.
    func admit(_ visitor: Visitor, to path: String, _ scene: FormScene) -> FormReply {
        guard let address = address(of: scene.request.door) else { return .goTo("/") }
        return FormReply.goTo(path).setting(
            cookieName(address), key.cookie(visitor, agent.device), isSecure: address.isSecure)
    }

    private func refusal(
        _ scene: FormScene, _ address: FormAddress, _ path: [String]
    ) -> FormReply? {
        let headers = scene.request.headers
        let isOurs = address.admits(
            origin: headers["origin"], fetchSite: headers["sec-fetch-site"])
        // A code proves itself: whoever has it needs no session before.
        let isCode = path == ["code"]
        let token = scene.request.fields[ActionForm.tokenField] ?? ""
        guard isOurs, isCode || (scene.visitor != nil && key.isEqual(token, scene.token)) else {
            return stalePage(scene)
        }
        return nil
    }

    private func reply(to path: [String], _ scene: FormScene) -> FormReply {
        do {
            if path.count == 2, path[0] == "enter" { return enter(path[1], scene) }
            if path.count == 2, path[0] == "a" { return try enter(code: path[1], scene) }
            if path == ["code"] {
                return try enter(code: scene.request.fields["code"] ?? "", scene)
            }
            guard let visitor = scene.visitor else { return doorPage(scene, wrong: false) }
            if path.first == "answer" { return try answerPages(Array(path.dropFirst()), scene) }
            switch visitor {
            case .coordinator: return try coordinatorPages(path, scene)
            case .respondent, .kiosk: return try respondentPages(path, scene)
            }
        } catch let fault as any AgentFault {
            return faultPage(fault, scene)
        } catch {
            let fault = CollectFault(
                "unexpected", "something unexpected happened",
                hint: "go back and try again; what was saved is safe")
            return faultPage(fault, scene)
        }
    }

    private func enter(_ secret: String, _ scene: FormScene) -> FormReply {
        guard scene.request.door == .own, key.isEqual(secret, entry) else {
            return doorPage(scene, wrong: true)
        }
        return admit(.coordinator, to: startPath, scene)
    }

    private func asset(_ path: String) -> FormReply {
        switch path {
        case Look.stylesheetPath: .asset(Look.stylesheet, type: "text/css; charset=utf-8")
        case Look.iconPath: .asset(Look.icon, type: "image/svg+xml")
        case FormScript.path: .asset(FormScript.bytes, type: "text/javascript; charset=utf-8")
        default: .text("There is no such file.", status: 404)
        }
    }

    /// A round with its questionnaire, which is read once.
    func round(_ id: String) throws -> (round: RoundSummary, questionnaire: Questionnaire) {
        guard let round = try agent.home.round(id) else {
            throw HomeFault.roundUnknown(id, known: try agent.home.rounds().map(\.id))
        }
        if let known = questionnaires[round.questionnaire] { return (round, known) }
        let questionnaire = try agent.questionnaire(of: round)
        questionnaires[round.questionnaire] = questionnaire
        return (round, questionnaire)
    }

    /// What begins and seals drafts of a round.
    func collector(_ id: String) throws -> Collector {
        let (round, questionnaire) = try round(id)
        return Collector(
            sealer: Sealer(
                round: round, questionnaire: questionnaire,
                organization: try agent.home.enrolled().organization, device: agent.device),
            key: try agent.respondentKey(), spool: agent.spool)
    }
}

/// The script of the form; every page works without it.
enum FormScript {
    static let bytes = PackageResources.form_js
    static let path = "/assets/form-\(Look.fingerprint(of: bytes)).js"
}

/// The door to the department's network.
struct FormNetwork: Sendable {
    let address: FormAddress
    /// The SHA-256 of the certificate, as browsers show it.
    let fingerprint: String
}

/// What the form sets going beside itself.
struct FormJobs {
    /// Begins a sync now.
    var sync: () -> Void = {}
    /// Asks the centre what it has of a round.
    var reconcile: (String) -> Void = { _ in }
    /// What came of it, in sentences; nil while nothing is known.
    var reconciled: (String) -> ReconcileNews? = { _ in nil }
}

/// What came of asking the centre what it has.
enum ReconcileNews: Hashable, Sendable {
    /// It is being asked.
    case asking
    /// Everything that is sealed here is there.
    case complete(count: Int)
    /// These are not there yet, by id and revision; they are sent again.
    case lacking([String], of: Int)
    /// It could not be asked.
    case failed(reason: String)
}
