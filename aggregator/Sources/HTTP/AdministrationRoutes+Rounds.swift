import HTTPTypes
import Hummingbird
import MaturityModel
import SurveyProtocol

/// Rounds and follow-up.
extension AdministrationRoutes {
    /// Bytes of a round's description with questionnaire and roster.
    private static let draftBytesMaximum = 16 * 1_048_576

    static let rounds: [AdministrationRoute] = [
        AdministrationRoute(.get, "/rounds", .act(.readRounds)) { call in
            try AdministrationAnswer.json(RoundOverviewList(rounds: call.desk().rounds()))
        },
        AdministrationRoute(.post, "/rounds", .act(.createRound)) { call in
            let desk = try call.desk()
            let draft = try await call.body(as: RoundDraft.self, bytesMaximum: draftBytesMaximum)
            return try AdministrationAnswer.json(try desk.createRound(draft), status: .created)
        },
        AdministrationRoute(.get, "/rounds/{round}", .act(.readRounds)) { call in
            try AdministrationAnswer.json(call.desk().round(call.parameter("round")))
        },
        AdministrationRoute(.get, "/rounds/{round}/questionnaire", .act(.readRounds)) { call in
            let questionnaire = try call.desk().questionnaire(round: call.parameter("round"))
            return AdministrationAnswer.bytes(
                questionnaire.document().canonicalJSON(), type: MediaType.json)
        },
        AdministrationRoute(.put, "/rounds/{round}/state", .act(.moveRound)) { call in
            let desk = try call.desk()
            let message = try await call.body(as: StateMessage.self)
            guard let state = RoundState(rawValue: message.state) else {
                let words = RoundState.allCases.map(\.rawValue).joined(separator: ", ")
                throw AdministrationCall.invalid("`state` is one of \(words)")
            }
            return try AdministrationAnswer.json(
                try desk.move(round: call.parameter("round"), to: state))
        },
        AdministrationRoute(.get, "/rounds/{round}/status", .act(.readStatus)) { call in
            try AdministrationAnswer.json(call.desk().status(round: call.parameter("round")))
        },
        AdministrationRoute(.get, "/rounds/{round}/roster", .act(.readRoster)) { call in
            try AdministrationAnswer.json(
                RosterOverview(
                    organizations: try call.desk().roster(round: call.parameter("round"))))
        },
        AdministrationRoute(.post, "/rounds/{round}/roster", .act(.correctRoster)) { call in
            let message = try await call.body(
                as: RosterMessage.self, bytesMaximum: draftBytesMaximum)
            return try AdministrationAnswer.json(
                try await call.desk().correctRoster(
                    round: call.parameter("round"), csv: message.roster,
                    apply: message.apply ?? false))
        },
        AdministrationRoute(.get, "/rounds/{round}/dates", .act(.readRounds)) { call in
            try AdministrationAnswer.json(call.desk().dates(round: call.parameter("round")))
        },
        AdministrationRoute(.put, "/rounds/{round}/dates", .act(.setDates)) { call in
            try await setDates(call, organization: nil)
        },
        AdministrationRoute(
            .put, "/rounds/{round}/dates/{organization}", .act(.setDates)
        ) { call in
            try await setDates(call, organization: call.parameter("organization"))
        },
    ]

    private static func setDates(
        _ call: AdministrationCall, organization: String?
    ) async throws -> Response {
        let message = try await call.body(as: DatesDraft.self)
        let (desk, round) = (try call.desk(), call.parameter("round"))
        try desk.setDates(try message.dates(), round: round, organization: organization)
        return try AdministrationAnswer.json(try desk.dates(round: round))
    }

    private struct RosterMessage: Decodable {
        let roster: String
        let apply: Bool?
    }

    private struct StateMessage: Decodable {
        let state: String
    }

    private struct RoundOverviewList: Encodable {
        let rounds: [RoundOverview]
    }

    private struct RosterOverview: Encodable {
        let organizations: [RosterOrganization]
    }
}
