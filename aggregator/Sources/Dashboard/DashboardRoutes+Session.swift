import HTTPTypes
import Hummingbird
import Pages
import SurveyProtocol

/// Signing in and out, and choosing a password.
extension DashboardRoutes {
    static let session: [DashboardRoute] = [
        DashboardRoute(.get, "/sign-in", .anybody) { call in
            call.known == nil
                ? call.signInPage(name: "", fault: nil)
                : call.goTo(call.nextPath(call.query("next")))
        },
        DashboardRoute(.post, "/sign-in", .anybody) { call in
            try await call.signIn(
                name: call.field("name"), password: call.fields["password"] ?? "")
        },
        DashboardRoute(.post, "/sign-out", .known) { call in
            guard let known = call.known else { throw AdministrationCall.nobody }
            try call.aggregator.access.signOut(known, at: call.now)
            return call.goTo("\(root)/sign-in", saying: .signedOut)
                .setting(AdministrationCall.cookieName, "", seconds: 0)
        },
        DashboardRoute(.get, "/password", .anybody) { call in
            call.passwordPage(name: call.known?.name ?? "", current: "", fault: nil)
        },
        DashboardRoute(.post, "/password", .anybody) { call in
            try await call.choosePassword()
        },
    ]
}

extension DashboardCall {
    /// A page below the dashboard to go on to; the start page for any other address.
    func nextPath(_ wanted: String?) -> String {
        let path = wanted ?? ""
        let isOurs = path == DashboardRoutes.root || path.hasPrefix(DashboardRoutes.root + "/")
        let isPlain = path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }
        let isDirect = !path.contains("//") && !path.contains("..")
        return isOurs && isPlain && isDirect ? path : DashboardRoutes.root
    }

    fileprivate func signIn(name: String, password: String) async throws -> Response {
        do {
            let signed = try await aggregator.access.signIn(
                name: name, password: password, from: context.address, at: now)
            return goTo(nextPath(field("next"))).setting(
                AdministrationCall.cookieName, signed.cookie,
                seconds: AccessControl.sessionSeconds)
        } catch let error as AggregatorError where error.code == .passwordChangeRequired {
            return passwordPage(name: name, current: password, fault: nil)
        } catch let error as AggregatorError where error.isCorrectable {
            return signInPage(name: name, fault: error)
        }
    }

    fileprivate func choosePassword() async throws -> Response {
        let (name, chosen) = (field("name"), fields["new"] ?? "")
        let current = fields["password"] ?? ""
        do {
            guard chosen == fields["again"] else {
                throw AggregatorError(
                    .requestInvalid, "the two new passwords differ", hint: "write them again")
            }
            try await aggregator.access.choosePassword(
                chosen, name: name, current: current, from: context.address, at: now)
        } catch let error as AggregatorError where error.isCorrectable {
            return passwordPage(name: name, current: "", fault: error)
        }
        let signed = try await aggregator.access.signIn(
            name: name, password: chosen, from: context.address, at: now)
        return goTo(DashboardRoutes.root, saying: .passwordChosen).setting(
            AdministrationCall.cookieName, signed.cookie, seconds: AccessControl.sessionSeconds)
    }

    fileprivate func signInPage(name: String, fault: AggregatorError?) -> Response {
        let title = say("Logga in", "Sign in")
        let next = isReading ? query("next").map { nextPath($0) } : field("next")
        return page(title, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            tag("p", .class("lead")) {
                say(
                    "För den som leder eller följer mätningen i \(aggregator.settings.group).",
                    "For those who run or follow the survey of \(aggregator.settings.group).")
            }
            form(to: "/sign-in") {
                if let next { hidden("next", next) }
                nameField(name)
                secretField(
                    "password",
                    say("Lösenord eller engångshemlighet", "Password or one-time secret"),
                    autocomplete: "current-password")
                Button(title)
            }
            tag("h2") { say("Har du glömt lösenordet?", "Forgot the password?") }
            tag("p") {
                say(
                    "En administratör kan ge dig en engångshemlighet. Logga in med den, så får du"
                        + " välja ett nytt lösenord.",
                    "An administrator can give you a one-time secret. Sign in with it, and you will"
                        + " choose a new password.")
            }
        }
    }

    fileprivate func passwordPage(
        name: String, current: String, fault: AggregatorError?
    ) -> Response {
        let title = say("Välj ett lösenord", "Choose a password")
        return page(title, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            tag("p") {
                say(
                    "Minst \(PasswordRules.charactersMinimum) tecken. Flera ord som inte hör ihop"
                        + " är bra och går att minnas. Inga krav på siffror eller tecken. Vanliga"
                        + " ord, tangentbordsrader och namn som andra känner till, som gruppens,"
                        + " organisationens och ditt eget, går inte att välja.",
                    "At least \(PasswordRules.charactersMinimum) characters. Several unrelated"
                        + " words are good and can be remembered. No digits or signs are asked"
                        + " for. Common words, keyboard rows and names that others know, such as"
                        + " the group's, the organization's and your own, are refused.")
            }
            form(to: "/password") {
                nameField(name)
                secretField(
                    "password",
                    say(
                        "Nuvarande lösenord eller engångshemlighet",
                        "Present password or one-time secret"),
                    autocomplete: "current-password", value: current)
                secretField(
                    "new", say("Nytt lösenord", "New password"), autocomplete: "new-password")
                secretField(
                    "again", say("Nytt lösenord igen", "New password again"),
                    autocomplete: "new-password")
                Button(say("Spara lösenordet", "Save the password"))
            }
        }
    }

    private func nameField(_ name: String) -> TextField {
        TextField("name", label: say("Användarnamn", "User name")).with {
            $0.value = name
            $0.isRequired = true
            $0.autocomplete = "username"
            $0.lengthMaximum = 64
        }
    }

    private func secretField(
        _ name: String, _ label: String, autocomplete: String, value: String = ""
    ) -> TextField {
        TextField(name, label: label, kind: .secret).with {
            $0.value = value
            $0.isRequired = true
            $0.autocomplete = autocomplete
            $0.lengthMaximum = PasswordRules.bytesMaximum
        }
    }

    /// The status of a form's page that says why the form was not taken.
    func status(of fault: AggregatorError?) -> HTTPResponse.Status {
        HTTPResponse.Status(code: fault?.code.status ?? 200)
    }
}
