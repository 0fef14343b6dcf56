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
        let view = ListView { query($0) }
        let all = try desk().users()
        let (users, page, pages) = view.rows(of: all) { [$0.name, $0.organization ?? ""] }
        let names = try desk().names(of: users.compactMap(\.organization))
        let choice = try organizationChoice(round: nil)
        let title = DashboardPlace.users.title(language)
        let path = DashboardPlace.users.path
        return self.page(title, .users, width: .wide, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            if all.count > ListView.rowsMaximum || !view.search.isEmpty {
                searchForm(
                    view, at: path, label: say("Namn eller organisation", "Name or organization"))
            }
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
                        ).html, HTML(user.role.title(language)),
                        user.organization.map { organization($0, names) } ?? HTML("–"),
                        state(user.state).html, time.html(user.lastSignIn),
                    ]
                }
            ).withoutVisibleCaption()
            Pager(page: page, pages: pages, language: language) { path + view.address(page: $0) }
            if mayAll(.changeUsers) {
                tag("h2") { say("Ny användare", "New user") }
                finder(choice, at: path)
                newUserForm(choice)
            }
        }
    }

    private func newUserForm(_ choice: OrganizationChoice) -> ActionForm {
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
            hidden(OrganizationChoice.searchField, choice.search)
            organizationField(
                choice,
                label: say(
                    "Organisation (bara för rollen Organisation)",
                    "Organization (only for the role Organization)"),
                chosen: field("organization"), none: say("Ingen", "None"))
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
                .init(say("Skapad", "Made"), time.html(user.created)),
                .init(say("Senast inloggad", "Last signed in"), time.html(user.lastSignIn)),
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
