import Foundation
import SurveyProtocol

/// What somebody does at the centre: every act is checked against the access table, carried out
/// by the one process that writes, and recorded under their name.
///
/// The REST interface and the pages both stand on it, so what one permits the other does too.
/// Each function throws an `AggregatorError` with a code, a reason and a hint; `not-permitted`
/// and `scope-missing` when the access table says no. A thing of another organization is told
/// apart from a thing that does not exist only for those who may see it.
struct Desk: Sendable {
    /// The opened aggregator.
    let aggregator: Aggregator
    /// Who sits at the desk.
    let principal: Principal
    /// The moment at which they act.
    let now: Timestamp

    /// A desk for somebody whom `AccessControl` knows.
    init(aggregator: Aggregator, principal: Principal, at now: Timestamp = .now()) {
        self.aggregator = aggregator
        self.principal = principal
        self.now = now
    }

    var reader: SQLiteReader { aggregator.reader }

    /// Carries out what only the writing process can do, under this person's name.
    @discardableResult
    func perform(_ request: AdministrationRequest) throws -> AdministrationReply {
        try Performer.$current.withValue(principal.performer) {
            try aggregator.perform(request)
        }
    }

    /// Whose a thing of an organization is, for checks of the access table.
    func ownership(of organization: String) -> AccessTable.Ownership {
        principal.ownership(of: organization)
    }

    /// How far this person's permission for an act goes.
    func reach(_ act: AdministrativeAct) -> AccessTable.Reach {
        if principal.may(act, on: .group) { return .everything }
        return principal.may(act, on: .own) ? .own : .nothing
    }

    /// Checks that there is some of an act that this person may do.
    func requireAny(_ act: AdministrativeAct) throws {
        if reach(act) == .nothing { try principal.require(act, on: .group) }
    }
}
