import HTTPTypes
import Hummingbird

/// Deciding about single responses.
extension AdministrationRoutes {
    static let quarantine: [AdministrationRoute] = [
        AdministrationRoute(.get, "/rounds/{round}/quarantine", .act(.readQuarantine)) { call in
            let decided = try call.word("decided", as: Answer.self) ?? .no
            return try AdministrationAnswer.json(
                QuarantineList(
                    entries: call.desk().quarantine(
                        round: call.parameter("round"), decided: decided == .yes)))
        },
        AdministrationRoute(
            .put, "/quarantine/{number}/decision", .act(.decideQuarantine)
        ) { call in
            let desk = try call.desk()
            let message = try await call.body(as: DecisionMessage.self)
            guard let number = Int64(call.parameter("number")) else {
                throw AdministrationCall.invalid("an entry is a number")
            }
            try desk.decide(
                QuarantineDecision(
                    number: number, isAccepted: message.accept, reason: message.reason ?? "",
                    keepsOthers: message.besideOthers ?? false))
            return AdministrationAnswer.nothing()
        },
        AdministrationRoute(.post, "/returns", .act(.returnResponse)) { call in
            let desk = try call.desk()
            let message = try await call.body(as: ReturnMessage.self)
            try desk.giveBack(response: message.response, reason: message.reason)
            return AdministrationAnswer.nothing()
        },
    ]

    private enum Answer: String, CaseIterable {
        case yes = "true"
        case no = "false"
    }

    private struct DecisionMessage: Decodable {
        let accept: Bool
        let reason: String?
        let besideOthers: Bool?
    }

    private struct ReturnMessage: Decodable {
        let response: String
        let reason: String
    }
}
