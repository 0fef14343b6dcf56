import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAgent

@Suite("The shortcut for the usual verdict line")
struct ReceivedLineTests {
    private static let entry = SpoolEntry(
        round: "2026", state: .waiting,
        id: ResponseID(milliseconds: 1_772_357_400_000, random: (1, 2)),
        revision: 12, digest: Digest.of([1]))

    private static func line(
        _ verdict: Verdict, server: String = "server-1", epoch: Int = 3, sequence: Int = 40_817
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        VerdictLine(
            of: (entry.id, entry.revision), digest: entry.digest, verdict: verdict,
            receipt: Receipt(
                server: server, epoch: epoch, sequence: sequence,
                receivedAt: "2026-03-01T09:30:00.125Z"),
            problem: nil
        ).append(to: &bytes)
        return bytes.dropLast()
    }

    /// What the shortcut makes of the line alone.
    private static func quickly(_ line: [UInt8], of entry: SpoolEntry = entry) -> Ruling? {
        var lines = ReceivedLine()
        return lines.ruling(line[...], of: entry)
    }

    /// What the reader of JSON makes of the line.
    private static func slowly(_ line: [UInt8]) -> Ruling? {
        VerdictReader.line(line[...]).flatMap { VerdictReader.believed($0, of: entry) }
    }

    @Test(
        "It reads what the aggregator writes",
        arguments: [Verdict.accepted, .duplicate, .superseded])
    func usual(verdict: Verdict) throws {
        let line = Self.line(verdict)
        var lines = ReceivedLine()
        let first = lines.ruling(line[...], of: Self.entry)
        let ruling = try #require(first)
        #expect(ruling.verdict == verdict)
        #expect(ruling == Self.slowly(line))
        // A slice of an answer does not begin at 0.
        let answer = [0x0A, 0x0A] + line + [0x0A]
        let again = lines.ruling(answer[2..<(2 + line.count)], of: Self.entry)
        #expect(again == ruling)
    }

    @Test("Each line is read for itself, whatever the one before it said")
    func oneAfterTheOther() {
        var lines = ReceivedLine()
        for server in ["server-1", "server-1", "server-12", "server", "", "server-1"] {
            let line = Self.line(.accepted, server: server)
            let ruling = lines.ruling(line[...], of: Self.entry)
            #expect(ruling?.receipt?.server == server)
            #expect(ruling == Self.slowly(line))
        }
    }

    @Test("Whatever else a line says is left to the reader of JSON")
    func unusual() throws {
        for line in [
            Self.line(.quarantined), Self.line(.refused), Self.line(.accepted, server: "a\"b"),
            Self.line(.accepted, server: "å"), Self.line(.accepted, epoch: -1),
            Self.line(.accepted, sequence: .max), Self.line(.accepted) + [0x20], [],
        ] {
            #expect(Self.quickly(line) == nil)
        }
        #expect(Self.slowly(Self.line(.accepted, sequence: .max))?.receipt?.sequence == .max)
        let another = SpoolEntry(
            round: "2026", state: .waiting, id: Self.entry.id, revision: 12, digest: Digest.of([2]))
        #expect(Self.quickly(Self.line(.accepted), of: another) == nil)
    }

    @Test("Where it understands a damaged line, it says what the reader of JSON says")
    func damaged() throws {
        let line = Self.line(.accepted, sequence: 10)
        for place in line.indices {
            for bit in 0..<8 {
                var other = line
                other[place] ^= 1 << UInt8(bit)
                // After the undamaged line, whose texts are known then.
                var lines = ReceivedLine()
                let intact = lines.ruling(line[...], of: Self.entry)
                #expect(intact != nil)
                let ruling = lines.ruling(other[...], of: Self.entry)
                #expect(ruling == Self.quickly(other))
                guard let ruling else { continue }
                #expect(ruling == Self.slowly(other))
            }
            #expect(Self.quickly(Array(line[..<place])) == nil)
        }
    }
}
