import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// Accounts.
extension DashboardRoutes {
    static let users: [DashboardRoute] = [
        DashboardRoute(.get, "/users", .act(.readUsers)) { call in
            try call.usersPage(fault: nil)
        },
        DashboardRoute(.post, "/users", .act(.changeUsers)) { call in
            do {
                let name = call.field("name")
                guard let role = Role(rawValue: call.field("role")) else {
                    throw AggregatorError(
                        .requestInvalid, "no role was chosen", hint: "choose a role")
                }
                let secret = try call.desk().addUser(
                    name: name, role: role, organization: call.filled("organization"))
                return try call.goShow(
                    .init(
                        subject: .userSecret, rows: [(name, secret)],
                        next: DashboardPlace.users.path))
            } catch let error as AggregatorError where error.isCorrectable {
                return try call.usersPage(fault: error)
            }
        },
        DashboardRoute(.get, "/users/{user}", .act(.readUsers)) { call in
            try call.userPage()
        },
        DashboardRoute(.post, "/users/{user}/secret", .act(.changeUsers)) { call in
            let name = call.parameter("user")
            return try call.goShow(
                .init(
                    subject: .userSecret, rows: [(name, call.desk().resetPassword(of: name))],
                    next: DashboardPlace.users.path))
        },
        DashboardRoute(.get, "/users/{user}/removal", .act(.changeUsers)) { call in
            try call.removalPage(fault: nil)
        },
        DashboardRoute(.post, "/users/{user}/removal", .act(.changeUsers)) { call in
            do {
                try call.desk().removeUser(call.parameter("user"))
                return call.goTo(DashboardPlace.users.path, saying: .userRemoved)
            } catch let error as AggregatorError where error.isCorrectable {
                return try call.removalPage(fault: error)
            }
        },
    ]
}

extension DashboardCall {
    private func userPath(_ rest: String = "") -> String {
        "/users/\(FormFields.encoded(parameter("user")))\(rest)"
    }

    private func user() throws -> UserOverview {
        let name = parameter("user")
        guard let user = try desk().users().first(where: { $0.name == name }) else {
            throw AggregatorError(
                .userUnknown, "there is no account \(name.prefix(64))",
                hint: "go back to the list of users")
        }
        return user
    }

    fileprivate func usersPage(fault: AggregatorError?) throws -> Response {
        let users = try desk().users()
        let title = DashboardPlace.users.title(language)
        return page(title, .users, width: .wide, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            DataTable(
                title,
                columns: [
                    .init(say("Namn", "Name")), .init(say("Roll", "Role")),
                    .init(say("Organisation", "Organization")), .init(say("Läge", "State")),
                    .init(say("Senast inloggad", "Last signed in")),
                ],
                rows: users.map { user in
                    [
                        Link(
                            user.name,
                            to: "\(DashboardPlace.users.path)/\(FormFields.encoded(user.name))"
                        ).html, HTML(user.role.title(language)), HTML(user.organization ?? "–"),
                        state(user.state).html, LocalTime.html(user.lastSignIn),
                    ]
                }
            ).withoutVisibleCaption()
            tag("h2") { say("Ny användare", "New user") }
            newUserForm
        }
    }

    private var newUserForm: ActionForm {
        form(to: "/users") {
            TextField("name", label: say("Användarnamn", "User name")).with {
                $0.value = field("name")
                $0.hint = say(
                    "Små bokstäver, siffror och . _ @ -; en e-postadress går bra.",
                    "Lowercase letters, digits and . _ @ -; a mail address will do.")
                $0.isRequired = true
                $0.lengthMaximum = 64
            }
            ChoiceGroup(
                "role", question: HTML(say("Roll", "Role")),
                choices: Role.allCases.map {
                    .init($0.rawValue, label: "\($0.title(language)): \(meaning($0))")
                }
            ).with { $0.chosen = filled("role") ?? Role.viewer.rawValue }
            TextField(
                "organization",
                label: say(
                    "Organisationens id (bara för rollen Organisation)",
                    "Organization's id (only for the role Organization)")
            ).with {
                $0.value = field("organization")
                $0.lengthMaximum = 64
            }
            Button(say("Lägg till", "Add"))
        }
    }

    private func meaning(_ role: Role) -> String {
        switch role {
        case .administrator: say("leder mätningen, får allt", "runs the survey, may do everything")
        case .analyst:
            say(
                "avgör karantän, sammanställer, läser skyddade resultat",
                "decides about quarantine, makes snapshots, reads protected results")
        case .viewer:
            say("läser uppföljning och skyddade resultat", "reads follow-up and protected results")
        case .organization:
            say("ser bara sin egen organisation", "sees the own organization only")
        }
    }

    private func state(_ state: UserOverview.State) -> StatusTag {
        switch state {
        case .active: StatusTag(say("Aktiv", "Active"), .good)
        case .invited: StatusTag(say("Har engångshemlighet", "Has a one-time secret"), .waiting)
        case .expired:
            StatusTag(say("Engångshemligheten har gått ut", "One-time secret expired"), .bad)
        case .locked: StatusTag(say("Spärrad en stund", "Locked for a while"), .attention)
        }
    }

    fileprivate func userPage() throws -> Response {
        let user = try user()
        let tokens = try desk().tokens().filter { $0.user == user.name }
        return page(user.name, .users, width: .wide) {
            tag("h1") { user.name }
            SummaryList([
                .init(say("Roll", "Role"), user.role.title(language)),
                .init(say("Organisation", "Organization"), user.organization ?? "–"),
                .init(say("Läge", "State"), state(user.state)),
                .init(say("Skapad", "Made"), LocalTime.html(user.created)),
                .init(say("Senast inloggad", "Last signed in"), LocalTime.html(user.lastSignIn)),
            ])
            if mayAll(.changeUsers) {
                tag("p") {
                    say(
                        "En engångshemlighet ersätter lösenordet och avslutar personens sessioner.",
                        "A one-time secret takes the place of the password and ends the person's"
                            + " sessions.")
                }
                tag("div", .class("actions")) {
                    button(
                        say("Gör en engångshemlighet", "Make a one-time secret"),
                        to: userPath("/secret"), weight: .secondary)
                    Link.secondary(
                        say("Ta bort användaren", "Remove the user"),
                        to: DashboardRoutes.root + userPath("/removal"))
                }
            }
            tag("h2") { say("API-nycklar", "API tokens") }
            tokenTable(tokens)
        }
    }

    fileprivate func removalPage(fault: AggregatorError?) throws -> Response {
        let user = try user()
        let title = say("Ta bort \(user.name)?", "Remove \(user.name)?")
        return page(title, .users, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            Notice(
                .warning,
                title: say(
                    "Kontot, dess sessioner och API-nycklar slutar gälla genast. Det som personen"
                        + " har"
                        + " gjort står kvar i granskningsloggen.",
                    "The account, its sessions and API tokens stop working at once. What the person"
                        + " did stays in the audit log."), language: language)
            tag("div", .class("actions")) {
                button(say("Ta bort", "Remove"), to: userPath("/removal"), weight: .warning)
                Link.secondary(
                    say("Avbryt", "Cancel"), to: DashboardRoutes.root + userPath())
            }
        }
    }
}
