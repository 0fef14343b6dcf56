import Foundation
import MaturityModel
import SurveyProtocol

/// What everybody may read without signing in: published results, rounded and protected.
struct OpenData: Sendable {
    /// The forms in which results are open.
    enum Form: String, CaseIterable, Sendable {
        case json, csv

        /// The type for HTTP.
        var mediaType: String {
            switch self {
            case .json: "application/json"
            case .csv: "text/csv; charset=utf-8"
            }
        }
    }

    let aggregator: Aggregator
    let settings: OpenSettings
    private let shelf = OpenShelf()

    /// The open data of an aggregator.
    init(aggregator: Aggregator, settings: OpenSettings) {
        self.aggregator = aggregator
        self.settings = settings
    }

    /// The document with a name, made when it is asked for the first time.
    func document(
        _ name: String, make: @escaping @Sendable (OpenData) throws -> [UInt8]
    ) async throws -> OpenDocument {
        let stamp = try aggregator.reader.openStamp()
        return try await shelf.document(name, at: stamp) { try make(self) }
    }

    /// Every round with published results and where they are.
    func list() throws -> [UInt8] {
        try Self.encode(OpenList(rounds: aggregator.reader.openRounds().map(OpenList.Entry.init)))
    }

    /// The published results of a round: of one snapshot, or of the last.
    /// - Throws: `snapshot-unknown` for what is not published, whether it exists or not.
    func results(round: String, snapshot: Int?, as form: Form) throws -> [UInt8] {
        let source = try self.source(round: round, snapshot: snapshot)
        return switch form {
        case .json: source.released.json(header: source.header) + [0x0A]
        case .csv: source.released.csv(header: source.header)
        }
    }

    /// The published results of a round, as a report shows them.
    /// - Throws: `snapshot-unknown`.
    func source(round id: String, snapshot: Int?) throws -> ReportSource {
        let reader = aggregator.reader
        guard let open = try reader.openRounds().first(where: { $0.round.id == id }),
            let number = snapshot ?? open.last?.snapshot,
            open.publications.contains(where: { $0.snapshot == number })
        else { throw Self.unknown(id) }
        let release = SnapshotRelease(
            reader: reader, audience: .public, lanes: ProcessInfo.processInfo.activeProcessorCount)
        return try release.source(
            open.round, try reader.snapshot(round: open.round, number: number),
            since: .latest, besideLast: true)
    }

    private static func unknown(_ round: String) -> AggregatorError {
        AggregatorError(
            .snapshotUnknown, "there are no such published results of round `\(round.prefix(64))`",
            hint: "see /open/rounds for what is published")
    }

    /// The figures of every area over the years.
    func series() throws -> OpenSeries {
        try OpenSeries(
            aggregator.reader.openRounds().compactMap { open in
                guard let last = open.last else { return nil }
                return (open, last.published, try source(round: open.round.id, snapshot: nil))
            })
    }

    /// The figures of one area over the years.
    /// - Throws: `request-invalid` when no published round has it.
    func series(of node: String) throws -> [UInt8] {
        guard let entry = try series().nodes.first(where: { $0.node == node }) else {
            throw AggregatorError(
                .snapshotUnknown, "no published results have an area `\(node.prefix(64))`",
                hint: "see /open/series.json for those there are")
        }
        return try Self.encode(OpenSeries(nodes: [entry]))
    }

    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [0x0A]
    }
}

/// The rounds whose results are published.
struct OpenList: Encodable, Equatable, Sendable {
    /// One round.
    struct Entry: Encodable, Equatable, Sendable {
        let round: String
        let title: [String: String]
        let snapshot: Int
        let published: String
        let snapshots: [Int]
        let json: String
        let csv: String

        init(_ open: OpenRound) {
            round = open.round.id
            title = open.questionnaire.title.texts
            snapshot = open.last?.snapshot ?? 0
            published = open.last?.published.text ?? ""
            snapshots = open.publications.map(\.snapshot)
            json = "/open/rounds/\(open.round.id)/results.json"
            csv = "/open/rounds/\(open.round.id)/results.csv"
        }
    }

    /// In the order in which the rounds were created.
    let rounds: [Entry]
}
