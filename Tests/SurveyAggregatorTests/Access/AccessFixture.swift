import Foundation
import SurveyProtocol

@testable import SurveyAggregator

/// A data folder with one user of each role, and cheap passwords.
final class AccessFixture {
    static let password = "violin kettle orbit"
    static let moment = Timestamp(milliseconds: 1_800_000_000_000)

    let fixture: Fixture
    let access: AccessControl

    var aggregator: Aggregator { fixture.aggregator }

    init() throws {
        fixture = try Fixture()
        access = AccessControl(
            store: fixture.aggregator.store, reader: fixture.aggregator.reader,
            surroundings: ["Model City", "enkat.modelcity.example"], cost: PasswordTests.cost)
        let kept = try Password(Self.password, cost: PasswordTests.cost).kept
        for role in Role.allCases {
            let user = NewUser(
                name: role.rawValue, role: role,
                organization: role == .organization ? "alpha" : nil, password: kept)
            _ = try fixture.aggregator.perform(.access(.addUser(user)))
        }
    }

    /// Signs a user in.
    func signIn(
        _ name: String, _ password: String = AccessFixture.password,
        at now: Timestamp = AccessFixture.moment
    ) async throws -> AccessControl.SignedIn {
        try await access.signIn(name: name, password: password, at: now)
    }

    /// A token of a user with every scope.
    func token(
        _ user: String, scopes: [String] = TokenScope.allTexts, seconds: Int64 = 3_600,
        at now: Timestamp = AccessFixture.moment
    ) throws -> (token: NewToken, text: String) {
        let made = try NewToken.make(
            for: user, label: "test", scopes: scopes, seconds: seconds, at: now)
        _ = try fixture.aggregator.perform(.access(.addToken(made.token)))
        return made
    }

    /// The code of the error that something throws; nil when it throws none.
    static func code(
        _ body: () async throws -> Void
    ) async -> AggregatorError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? AggregatorError)?.code
        }
    }
}
