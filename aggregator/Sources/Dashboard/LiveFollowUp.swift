import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import ServiceLifecycle
import SurveyProtocol

/// Tells everybody who looks at a follow-up what changes, as server-sent events.
///
/// While somebody looks at a round, one task looks for changes; each is computed and rendered once
/// for all viewers of a language. A viewer who missed one, or reads too slowly, is told to load
/// the page anew.
actor LiveFollowUp {
    /// Viewers at the same time; further ones reload by hand.
    static let viewersMaximum = 1_000
    /// The same of one person, so that nobody takes the places of all.
    static let viewersOfOneMaximum = 20
    /// The time between two looks at least.
    static let pause = Duration.seconds(2)
    /// How many times longer than a look takes the pause after it is at least.
    static let pauseFactor = 20
    /// How long one answer lasts; browsers ask again by themselves.
    static let answerSeconds = Duration.seconds(45)
    /// Changed rows that are sent one by one; beyond it the page is loaded anew.
    static let rowsMaximum = 200
    /// Changes that may wait for a viewer.
    private static let waitingMaximum = 8

    private struct Viewer {
        let person: String
        let language: Language
        let messages: AsyncStream<ByteBuffer>.Continuation
    }

    private let time: LocalTime
    private var viewers: [String: [UUID: Viewer]] = [:]
    private var looking: Set<String> = []

    /// Nobody looks yet.
    /// - Parameter time: how times are shown.
    init(time: LocalTime = LocalTime()) {
        self.time = time
    }

    /// The answer to a viewer: messages for as long as an answer lasts.
    /// - Parameter seen: the change that the viewer's page is of.
    nonisolated func answer(_ call: DashboardCall, round: String, seen: String?) async -> Response {
        let board = call.aggregator.followUp
        let person = call.known?.name ?? ""
        guard
            let messages = await watch(
                round: round, (person, call.language), board, seen: seen)
        else { return DashboardAnswer.nothing() }
        return Response(
            status: .ok, headers: DashboardAnswer.headers(type: "text/event-stream"),
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
                for await message in messages.cancelOnGracefulShutdown() {
                    // Who signed out, or may no longer see this, is told nothing more.
                    guard call.mayStill(.readStatus) else { break }
                    try await writer.write(message)
                }
                try await writer.finish(nil)
            })
    }

    /// What a viewer of a round is told; nil when there are too many viewers, or too many of one
    /// person.
    func watch(
        round: String, _ viewer: (person: String, language: Language), _ board: FollowUpBoard,
        seen: String?
    ) async -> AsyncStream<ByteBuffer>? {
        let all = viewers.values.flatMap(\.values)
        guard all.count < Self.viewersMaximum,
            all.count(where: { $0.person == viewer.person }) < Self.viewersOfOneMaximum
        else { return nil }
        let (messages, continuation) = AsyncStream.makeStream(
            of: ByteBuffer.self, bufferingPolicy: .bufferingOldest(Self.waitingMaximum))
        let place = UUID()
        viewers[round, default: [:]][place] = Viewer(
            person: viewer.person, language: viewer.language, messages: continuation)
        let end = Task {
            try? await Task.sleep(for: Self.answerSeconds)
            continuation.finish()
        }
        continuation.onTermination = { _ in
            end.cancel()
            Task { await self.leave(round, place) }
        }
        let sheet = try? await board.sheet(round: round)
        if let sheet, String(sheet.revision) != seen {
            continuation.yield(Self.stale(sheet.revision))
        }
        if looking.insert(round).inserted {
            Task { await self.look(at: round, board, after: sheet) }
        }
        return messages
    }

    private func leave(_ round: String, _ viewer: UUID) {
        viewers[round]?[viewer] = nil
        if viewers[round]?.isEmpty == true { viewers[round] = nil }
    }

    private func look(
        at round: String, _ board: FollowUpBoard, after first: FollowUpBoard.Sheet?
    ) async {
        var last = first
        while viewers[round] != nil {
            let begin = ContinuousClock.now
            if let sheet = try? await board.sheet(round: round), sheet.revision != last?.revision {
                tell(round, sheet, after: last)
                last = sheet
            }
            let took = ContinuousClock.now - begin
            try? await Task.sleep(for: max(Self.pause, took * Self.pauseFactor))
        }
        looking.remove(round)
    }

    private func tell(
        _ round: String, _ sheet: FollowUpBoard.Sheet, after last: FollowUpBoard.Sheet?
    ) {
        let all = viewers[round] ?? [:]
        for (language, some) in Dictionary(grouping: all.values, by: \.language) {
            let message = message(sheet, after: last, language)
            for viewer in some {
                if case .dropped = viewer.messages.yield(message) { viewer.messages.finish() }
            }
        }
    }

    private func message(
        _ sheet: FollowUpBoard.Sheet, after last: FollowUpBoard.Sheet?, _ language: Language
    ) -> ByteBuffer {
        let before = Dictionary(
            (last?.status.organizations ?? []).map { ($0.organization, $0) }
        ) { first, _ in first }
        let changed = sheet.status.organizations.filter { before[$0.organization] != $0 }
        guard changed.count <= Self.rowsMaximum else { return Self.stale(sheet.revision) }
        let part = FollowUpPart(status: sheet.status, language: language, time: time)
        var pieces = [
            "live-figures": part.figures.source, "live-kinds": part.kinds.source,
        ]
        for row in changed {
            pieces[FollowUpPart.rowID(row.organization)] = part.row(row).source
        }
        let data = (try? JSONEncoder().encode(pieces)) ?? Data("{}".utf8)
        return Self.event("change", sheet.revision, String(decoding: data, as: UTF8.self))
    }

    private static func stale(_ revision: Int) -> ByteBuffer { event("stale", revision, "{}") }

    private static func event(_ name: String, _ revision: Int, _ data: String) -> ByteBuffer {
        ByteBuffer(string: "id: \(revision)\nevent: \(name)\ndata: \(data)\n\n")
    }
}
