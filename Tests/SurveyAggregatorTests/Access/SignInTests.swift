import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("Signing in")
struct SignInTests {
    let fixture: AccessFixture
    let now = AccessFixture.moment

    init() throws {
        fixture = try AccessFixture()
    }

    @Test("name and password give a session that ends after time without use, and in any case")
    func session() async throws {
        let signed = try await fixture.signIn("analyst")
        let access = fixture.access
        #expect(try access.principal(cookie: signed.cookie, at: now).role == .analyst)
        let idle = now.adding(seconds: AccessControl.idleSeconds)
        await #expect(
            AccessFixture.code { _ = try access.principal(cookie: signed.cookie, at: idle) }
                == .sessionRequired)
        var moment = now
        while moment < now.adding(seconds: AccessControl.sessionSeconds) {
            _ = try access.principal(cookie: signed.cookie, at: moment)
            moment = moment.adding(seconds: AccessControl.idleSeconds - 1)
        }
        await #expect(
            AccessFixture.code { _ = try access.principal(cookie: signed.cookie, at: moment) }
                == .sessionRequired)
    }

    @Test("a session ends when its owner signs out, changes the password or is removed")
    func ends() async throws {
        let access = fixture.access
        let first = try await fixture.signIn("viewer")
        try access.signOut(first.principal, at: now)
        let second = try await fixture.signIn("viewer")
        try await access.choosePassword(
            "tussilago vid motorvägen", name: "viewer", current: AccessFixture.password, at: now)
        let third = try await fixture.signIn("viewer", "tussilago vid motorvägen")
        _ = try fixture.aggregator.perform(.access(.removeUser("viewer")))
        for signed in [first, second, third] {
            await #expect(
                AccessFixture.code { _ = try access.principal(cookie: signed.cookie, at: now) }
                    == .sessionRequired)
        }
    }

    @Test("a wrong password and an unknown name get the same answer")
    func wrong() async throws {
        for name in ["viewer", "nobody", "NOT A NAME", ""] {
            await #expect(
                AccessFixture.code { _ = try await fixture.signIn(name, "wrong") }
                    == .signInFailed, "\(name)")
        }
    }

    @Test("who guesses fast from one address keeps only that address out")
    func flood() async throws {
        let access = fixture.access
        func signIn(_ name: String, from address: String) async throws {
            _ = try await access.signIn(
                name: name, password: AccessFixture.password, from: address, at: now)
        }
        var codes: Set<AggregatorError.Code> = []
        for number in 0..<200 where !codes.contains(.signInBusy) {
            let code = await AccessFixture.code {
                try await signIn("nobody-\(number)", from: "192.0.2.1")
            }
            if let code { codes.insert(code) }
        }
        #expect(codes == [.signInFailed, .signInBusy])
        try await signIn("viewer", from: "192.0.2.2")
    }

    @Test("many who sign in at the same time wait for each other")
    func together() async throws {
        let access = fixture.access
        let now = now
        let count = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let signed = try? await access.signIn(
                        name: "viewer", password: AccessFixture.password,
                        from: "192.0.2.\(number)", at: now)
                    return signed != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(count == 20)
    }

    @Test("after five wrong attempts nothing is looked at for a while, then it is again")
    func lockOut() async throws {
        for name in ["viewer", "nobody"] {
            for _ in 0..<LockOut.failuresFree {
                await #expect(
                    AccessFixture.code { _ = try await fixture.signIn(name, "wrong") }
                        == .signInFailed)
            }
            await #expect(
                AccessFixture.code { _ = try await fixture.signIn(name) } == .signInLocked)
        }
        let later = now.adding(seconds: LockOut.secondsFirst)
        _ = try await fixture.signIn("viewer", at: later)
        #expect(try fixture.aggregator.reader.user("viewer")?.failures == 0)
    }

    @Test("locks grow with each wrong attempt, up to a quarter of an hour")
    func growth() {
        let ends = (1...20).map { LockOut.end(failures: $0, at: now)?.milliseconds }
        let seconds = ends.map { $0.map { ($0 - now.milliseconds) / 1_000 } }
        #expect(seconds.prefix(4).allSatisfy { $0 == nil })
        #expect(seconds[4...9] == [60, 120, 240, 480, 900, 900])
        #expect(seconds[19] == 900)
    }

    @Test("a one-time secret lets its owner choose a password, once and in its time")
    func oneTime() async throws {
        let access = fixture.access
        let secret = Secret.forTyping()
        let expires = now.adding(seconds: AccessControl.secretSeconds)
        let set = AdministrationRequest.access(
            .setSecret(secret.digest, expires: expires, of: "viewer"))
        _ = try fixture.aggregator.perform(set)
        await #expect(
            AccessFixture.code { _ = try await fixture.signIn("viewer", secret.text) }
                == .passwordChangeRequired)
        func choose(_ password: String, at moment: Timestamp) async -> AggregatorError.Code? {
            await AccessFixture.code {
                try await access.choosePassword(
                    password, name: "viewer", current: secret.text, at: moment)
            }
        }
        await #expect(choose("purjolökssoppa", at: expires) == .signInFailed)
        await #expect(choose("password1234", at: now) == .passwordWeak)
        await #expect(choose("ModelCity2026", at: now) == .passwordWeak)
        await #expect(choose("purjolökssoppa", at: now) == nil)
        await #expect(choose("myveryownfjord88", at: now) == .signInFailed)
        _ = try await fixture.signIn("viewer", "purjolökssoppa")
    }

    @Test("a secret for typing has 120 bits in groups of five")
    func typing() {
        let secrets = (0..<100).map { _ in Secret.forTyping().text }
        #expect(Set(secrets).count == 100)
        for secret in secrets {
            let groups = secret.split(separator: "-")
            #expect(groups.count == 5 && groups.dropLast().allSatisfy { $0.count == 5 })
            #expect(groups.joined().count == 24)
        }
    }

    @Test("the last administrator cannot be removed")
    func lastAdministrator() async throws {
        let aggregator = fixture.aggregator
        await #expect(
            AccessFixture.code { _ = try aggregator.perform(.access(.removeUser("administrator"))) }
                == .userNeeded)
        let user = NewUser(name: "second", role: .administrator, password: "x")
        _ = try aggregator.perform(.access(.addUser(user)))
        _ = try aggregator.perform(.access(.removeUser("administrator")))
    }

    @Test(
        "an account has a sound name, one of its kind, and an organization when it speaks for one")
    func accounts() async throws {
        let aggregator = fixture.aggregator
        func add(_ user: NewUser) async -> AggregatorError.Code? {
            await AccessFixture.code { _ = try aggregator.perform(.access(.addUser(user))) }
        }
        await #expect(add(NewUser(name: "viewer", role: .viewer)) == .userExists)
        await #expect(add(NewUser(name: "No Name", role: .viewer)) == .nameInvalid)
        await #expect(add(NewUser(name: "o", role: .organization)) == .requestInvalid)
        await #expect(
            add(NewUser(name: "o", role: .viewer, organization: "alpha")) == .requestInvalid)
        _ = try aggregator.perform(.access(.removeUser("viewer")))
        await #expect(add(NewUser(name: "viewer", role: .analyst)) == nil)
    }

    @Test("a change with a cookie is genuine only with what belongs to that cookie")
    func antiForgery() async throws {
        let (one, two) = (try await fixture.signIn("viewer"), try await fixture.signIn("viewer"))
        #expect(AccessControl.isGenuine(one.antiForgery, cookie: one.cookie))
        for shown in [nil, "", two.antiForgery, one.cookie] {
            #expect(!AccessControl.isGenuine(shown, cookie: one.cookie))
        }
    }
}
