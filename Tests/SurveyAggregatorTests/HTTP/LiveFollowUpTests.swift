import Foundation
import HTTPTypes
import Hummingbird
import MaturityModel
import NIOCore
import Pages
import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("Following a round while it happens")
struct LiveFollowUpTests {
    private func row(_ name: String, received: Int, invited: Int?) -> RosterReading {
        RosterReading(name: name, received: received, invited: invited)
    }

    /// What a test says of an organization.
    private struct RosterReading {
        let name: String
        let received: Int
        let invited: Int?
    }

    private func status(_ rows: [RosterReading]) throws -> RoundStatus {
        let fixture = try Fixture()
        return RoundStatus(
            round: try fixture.aggregator.reader.round("2026"),
            roster: rows.map {
                .init(
                    $0.name, name: $0.name.uppercased(), kind: "department",
                    size: .init(invited: $0.invited))
            },
            completeness: Dictionary(
                rows.map { row in
                    (
                        row.name,
                        SQLiteReader.Completeness(
                            received: row.received, quarantined: 0, lastSync: nil)
                    )
                }
            ) { first, _ in first })
    }

    private func view(_ query: [String: String]) -> FollowUpView { FollowUpView { query[$0] } }

    @Test("ten thousand organizations are sorted, filtered and shown a page at a time")
    func pages() throws {
        let all = try status(
            (0..<10_000).map { row("o\($0)", received: $0 % 7, invited: 7) }
        ).organizations
        let begin = view([:]).rows(of: all)
        #expect(begin.rows.count == FollowUpView.rowsMaximum && begin.count == 10_000)
        #expect(begin.pages == 200 && begin.rows.first?.organization == "o0")
        let best = view(["order": "rate", "down": "1"]).rows(of: all)
        #expect(best.rows.allSatisfy { $0.received == 6 })
        #expect(best.rows.first?.organization == "o6")
        let none = view(["show": "not-begun"]).rows(of: all)
        #expect(none.count == all.count { $0.received == 0 })
        let found = view(["search": "O999", "page": "900"]).rows(of: all)
        #expect(found.count == 11 && found.rows.count == 11)
        let odd = view(["order": "nonsense", "page": "-3", "show": "x"])
        #expect(odd == view([:]))
    }

    @Test("the address of a view asks for the same view")
    func addresses() {
        let view = view([
            "search": "å&b", "kind": "company", "show": "waiting", "order": "contact",
            "down": "1", "page": "3",
        ])
        let fields = view.address.dropFirst().split(separator: "&").map {
            $0.split(separator: "=").map { String($0).removingPercentEncoding ?? "" }
        }
        let query = Dictionary(fields.map { ($0[0], $0[1]) }) { first, _ in first }
        #expect(FollowUpView { query[$0] } == view)
    }

    @Test("a sheet is computed anew only after somebody wrote, with a higher number if it differs")
    func board() async throws {
        let fixture = try Fixture()
        let board = fixture.aggregator.followUp
        let first = try await board.sheet(round: "2026")
        let same = try await board.sheet(round: "2026")
        #expect(first.revision == same.revision)
        _ = try fixture.store((1...3).map { fixture.response($0).sealed() })
        var last = same
        // A sheet is kept for some times as long as it took to make.
        while last.status.received == 0 { last = try await board.sheet(round: "2026") }
        #expect(last.revision > first.revision && last.status.received == 3)
        await #expect(throws: AggregatorError.self) { try await board.sheet(round: "none") }
    }

    @Test("one person cannot take the places of all")
    func placesOfOne() async throws {
        let fixture = try await DashboardFixture()
        let board = fixture.aggregator.followUp
        let live = LiveFollowUp()
        var kept: [AsyncStream<ByteBuffer>] = []
        for _ in 0..<LiveFollowUp.viewersOfOneMaximum {
            let stream = await live.watch(round: "2026", ("erik", .english), board, seen: nil)
            kept.append(try #require(stream))
        }
        #expect(await live.watch(round: "2026", ("erik", .english), board, seen: nil) == nil)
        #expect(await live.watch(round: "2026", ("anna", .english), board, seen: nil) != nil)
        #expect(kept.count == LiveFollowUp.viewersOfOneMaximum)
    }

    @Test("a viewer is told of a change once, with only the rows that changed")
    func changes() async throws {
        let fixture = try await DashboardFixture()
        let board = fixture.aggregator.followUp
        let first = try await board.sheet(round: "2026")
        let live = LiveFollowUp()
        let stream = await live.watch(
            round: "2026", ("erik", .english), board, seen: "\(first.revision)")
        let inner = fixture.router.access.fixture
        _ = try inner.store([inner.response(1).sealed()])
        var messages = try #require(stream).makeAsyncIterator()
        let message = String(buffer: try #require(await messages.next()))
        #expect(message.contains("event: change\n") && message.hasSuffix("\n\n"))
        #expect(message.contains("o-alpha") && !message.contains("o-beta"))
        #expect(message.contains("live-figures"))
        let late = await live.watch(round: "2026", ("erik", .swedish), board, seen: "1")
        var others = try #require(late).makeAsyncIterator()
        let stale = String(buffer: try #require(await others.next()))
        #expect(stale.contains("event: stale\n"))
    }

    /// Takes the pieces of an answer that is still being written.
    private final class Pieces: ResponseBodyWriter {
        let texts: AsyncStream<String>
        private let pieces: AsyncStream<String>.Continuation

        init() {
            (texts, pieces) = AsyncStream.makeStream()
        }

        func write(_ buffer: ByteBuffer) async throws { pieces.yield(String(buffer: buffer)) }

        func finish(_ trailingHeaders: HTTPFields?) async throws { pieces.finish() }
    }

    @Test("a live page ends with its session, and tells nothing of what came after")
    func session() async throws {
        let fixture = try await DashboardFixture()
        let first = try await fixture.aggregator.followUp.sheet(round: "2026")
        let response = try await fixture.router.response(
            .get, "/desk/rounds/2026/follow-up/live?from=\(first.revision)",
            fixture.headers(.viewer))
        #expect(response.status == .ok)
        let pieces = Pieces()
        let writing = Task { try await response.body.write(pieces) }
        var texts = pieces.texts.makeAsyncIterator()
        #expect(await texts.next()?.hasPrefix("retry:") == true)
        _ = try await fixture.post("/sign-out", as: .viewer)
        let inner = fixture.router.access.fixture
        _ = try inner.store([inner.response(1).sealed()])
        // The change wakes the answer, which finds that nobody may see it any more.
        #expect(await texts.next() == nil)
        try await writing.value
    }
}
