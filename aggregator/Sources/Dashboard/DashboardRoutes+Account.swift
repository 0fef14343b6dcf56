import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// The own account and its API tokens.
extension DashboardRoutes {
    static let account: [DashboardRoute] = [
        DashboardRoute(.get, "/account", .known) { call in
            try call.accountPage(fault: nil)
        },
        DashboardRoute(.post, "/tokens", .act(.changeTokens)) { call in
            do {
                let label = call.field("label")
                let desk = try call.desk()
                let made = try desk.makeToken(
                    for: desk.principal.name, label: label,
                    scopes: call.fields.values(of: "scope"),
                    seconds: (Int64(call.field("days")) ?? 90) * 86_400)
                return try call.goShow(
                    .init(subject: .token, rows: [(label, made.text)], next: "\(root)/account"))
            } catch let error as AggregatorError where error.isCorrectable {
                return try call.accountPage(fault: error)
            }
        },
        DashboardRoute(.get, "/tokens/{token}/revocation", .act(.changeTokens)) { call in
            try call.revocationPage()
        },
        DashboardRoute(.post, "/tokens/{token}/revocation", .act(.changeTokens)) { call in
            try call.desk().revokeToken(call.parameter("token"))
            return call.goTo("\(root)/account", saying: .tokenRevoked)
        },
    ]
}

extension DashboardCall {
    fileprivate func accountPage(fault: AggregatorError?) throws -> Response {
        let desk = try desk()
        let own = desk.principal
        let tokens = may(.readTokens) ? try desk.tokens().filter { $0.user == own.name } : []
        let title = say("Ditt konto", "Your account")
        return page(title, width: .wide, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            SummaryList([
                .init(say("Namn", "Name"), own.name),
                .init(say("Roll", "Role"), own.role.title(language)),
                .init(say("Organisation", "Organization"), own.organization ?? "–"),
                .init(
                    say("Lösenord", "Password"),
                    Link(
                        say("Byt lösenord", "Change password"),
                        to: "\(DashboardRoutes.root)/password")),
            ])
            tag("h2") { say("API-nycklar", "API tokens") }
            tag("p") {
                say(
                    "Med en nyckel kan ett program göra det som den är till för, i ditt namn.",
                    "With a token a program can do what it is for, in your name.")
            }
            tokenTable(tokens)
            tag("h3") { say("Ny nyckel", "New token") }
            tokenForm
        }
    }

    private var tokenForm: ActionForm {
        let chosen = Set(fields.values(of: "scope"))
        return form(to: "/tokens") {
            TextField("label", label: say("Vad den är till för", "What it is for")).with {
                $0.value = field("label")
                $0.isRequired = true
                $0.lengthMaximum = 100
            }
            tag("fieldset", .class("question")) {
                tag("legend") { say("Omfattning", "Scopes") }
                tag("div", .class("ticks")) {
                    for scope in TokenScope.allTexts {
                        tag("label", .class("tick")) {
                            void(
                                "input", Attribute("type", "checkbox"), Attribute("name", "scope"),
                                Attribute("value", scope),
                                .flag("checked", if: chosen.contains(scope))
                            )
                            tag("span", .class("code")) { scope }
                        }
                    }
                }
            }
            Select(
                "days", label: say("Gäller i", "Valid for"),
                options: [
                    ("7", say("en vecka", "a week")), ("90", say("90 dagar", "90 days")),
                    ("365", say("ett år", "a year")),
                ], chosen: filled("days") ?? "90")
            Button(say("Gör en nyckel", "Make a token"))
        }
    }

    /// Tokens with ways to revoke those that count.
    func tokenTable(_ tokens: [TokenOverview]) -> HTML {
        guard !tokens.isEmpty else { return tag("p") { say("Inga.", "None.") } }
        return DataTable(
            say("API-nycklar", "API tokens"),
            columns: [
                .init(say("Till för", "For")), .init(say("Omfattning", "Scopes")),
                .init(say("Gäller till", "Valid until")),
                .init(say("Senast använd", "Last used")), .init(say("Läge", "State")),
            ],
            rows: tokens.map { token in
                [
                    HTML(token.label),
                    tag("span", .class("code")) { token.scopes.joined(separator: " ") },
                    time.html(token.expires), time.html(token.lastUsed), state(token),
                ]
            }
        ).withoutVisibleCaption().html
    }

    private func state(_ token: TokenOverview) -> HTML {
        if token.revoked != nil { return StatusTag(say("Återkallad", "Revoked"), .bad).html }
        guard (Timestamp(token.expires) ?? now) > now else {
            return StatusTag(say("Utgången", "Expired"), .neutral).html
        }
        return tag("a", .href("\(DashboardRoutes.root)/tokens/\(token.id)/revocation")) {
            say("Återkalla", "Revoke")
            tag("span", .class("unseen")) { " \(token.label)" }
        }
    }

    fileprivate func revocationPage() throws -> Response {
        let id = parameter("token")
        guard let token = try desk().tokens().first(where: { $0.id == id }) else {
            throw AggregatorError.tokenUnknown(id)
        }
        let title = say("Återkalla \(token.label)?", "Revoke \(token.label)?")
        return page(title) {
            tag("h1") { title }
            Notice(
                .warning,
                title: say(
                    "Program som använder nyckeln blir utestängda genast.",
                    "Programs that use the token are shut out at once."), language: language)
            tag("div", .class("actions")) {
                button(
                    say("Återkalla", "Revoke"), to: "/tokens/\(id)/revocation", weight: .warning)
                Link.secondary(say("Avbryt", "Cancel"), to: "\(DashboardRoutes.root)/account")
            }
        }
    }
}
