import HTTPTypes
import Hummingbird
import MaturityModel
import Pages
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
        AdministrationRoute(
            .put, "/rounds/{round}/snapshots/{snapshot}/publication", .act(.publish)
        ) { call in
            let (desk, round) = (try call.desk(), call.parameter("round"))
            let message = try await call.body(as: PublicationMessage.self)
            guard let number = Int(call.parameter("snapshot")) else {
                throw AdministrationCall.invalid("a snapshot is a number")
            }
            try await desk.publish(
                round: round, snapshot: number, acknowledged: message.acknowledge)
            return try AdministrationAnswer.json(
                SnapshotList(snapshots: try desk.snapshots(round: round)))
        },
        AdministrationRoute(
            .get, "/rounds/{round}/snapshots/{snapshot}/publication", .act(.publish)
        ) { call in
            guard let number = Int(call.parameter("snapshot")) else {
                throw AdministrationCall.invalid("a snapshot is a number")
            }
            let objections = try await call.desk().publicationObjections(
                round: call.parameter("round"), snapshot: number)
            return try AdministrationAnswer.json(
                ObjectionList(
                    objections: objections.map {
                        .init(reason: $0.reason.rawValue, row: $0.row, set: $0.set.text)
                    }))
        },
        AdministrationRoute(.get, "/rounds/{round}/results", .act(.readPublicResults)) { call in
            let desk = try call.desk()
            let audience = try call.word("audience", as: Audience.self) ?? desk.ordinaryAudience
            let form = try call.word("format", as: ResultsFile.self) ?? .json
            let language = try call.word("language", as: Language.self)
            let bytes = try await desk.results(
                round: call.parameter("round"), snapshot: try call.number("snapshot"),
                audience: audience, as: (form, language))
            return AdministrationAnswer.bytes(bytes, type: form.mediaType)
        },
    ]

    private struct ObjectionList: Encodable {
        struct Entry: Encodable {
            let reason: String
            let row: String
            let set: String
        }

        let objections: [Entry]
    }

    private struct PublicationMessage: Decodable {
        let acknowledge: String?
    }
}
