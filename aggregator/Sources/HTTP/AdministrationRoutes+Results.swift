import HTTPTypes
import Hummingbird
import MaturityModel
import SurveyProtocol

/// Snapshots and results.
extension AdministrationRoutes {
    static let results: [AdministrationRoute] = [
        AdministrationRoute(.get, "/rounds/{round}/snapshots", .act(.readSnapshots)) { call in
            try AdministrationAnswer.json(
                SnapshotList(snapshots: call.desk().snapshots(round: call.parameter("round"))))
        },
        AdministrationRoute(.post, "/rounds/{round}/snapshots", .act(.aggregate)) { call in
            try AdministrationAnswer.json(
                try await call.desk().aggregate(round: call.parameter("round")),
                status: .created)
        },
        AdministrationRoute(.get, "/rounds/{round}/results", .act(.readPublicResults)) { call in
            let desk = try call.desk()
            let audience = try call.word("audience", as: Audience.self) ?? desk.ordinaryAudience
            let format = try call.word("format", as: Desk.ResultsFormat.self) ?? .json
            let bytes = try await desk.results(
                round: call.parameter("round"), snapshot: try call.number("snapshot"),
                audience: audience, format: format)
            return AdministrationAnswer.bytes(
                bytes, type: format == .json ? MediaType.json : "text/csv; charset=utf-8")
        },
    ]
}
