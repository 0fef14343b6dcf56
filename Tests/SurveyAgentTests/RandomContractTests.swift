import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What every source of randomness promises")
struct RandomContractTests {
    /// The implementations of the source.
    enum Kind: String, CaseIterable, Sendable {
        case memory
        case real

        var source: any RandomSource {
            switch self {
            case .memory: SeededRandom(seed: 4)
            case .real: SystemRandom()
            }
        }
    }

    private static let count = 20_000

    @Test("No word comes twice", arguments: Kind.allCases)
    func repetition(kind: Kind) {
        let source = kind.source
        #expect(Set((0..<Self.count).map { _ in source.next() }).count == Self.count)
    }

    @Test(
        "Every bit is set in half of the words, and with every other in a quarter",
        arguments: Kind.allCases)
    func bits(kind: Kind) {
        let source = kind.source
        let words = (0..<Self.count).map { _ in source.next() }
        for bit in 0..<64 as Range<UInt64> {
            let set = words.count { $0 >> bit & 1 == 1 }
            let both = words.count { $0 >> bit & $0 >> ((bit + 1) % 64) & 1 == 1 }
            // Seven standard deviations: once in a thousand million runs for the real one.
            #expect(abs(set - Self.count / 2) < 500, "bit \(bit)")
            #expect(abs(both - Self.count / 4) < 430, "bits \(bit) and the next")
        }
    }

    @Test("As many bytes come as were asked for, and no two keys alike", arguments: Kind.allCases)
    func bytes(kind: Kind) {
        let device = Device(clock: SimulatedClock(), random: kind.source)
        for count in [0, 1, 7, 8, 9, 32, 33] { #expect(device.bytes(count).count == count) }
        #expect(Set((0..<1_000).map { _ in device.bytes(32) }).count == 1_000)
    }

    @Test(
        "Ids that are minted in one millisecond are different and well formed",
        arguments: Kind.allCases)
    func ids(kind: Kind) {
        let device = Device(clock: SimulatedClock(), random: kind.source)
        let ids = (0..<Self.count).map { _ in device.mintID() }
        #expect(Set(ids).count == Self.count)
        #expect(ids.allSatisfy { ResponseID("\($0)") == $0 })
    }

    @Test("A seed determines what comes, and another seed something else")
    func seeds() {
        let words = { (seed: UInt64) in
            let source = SeededRandom(seed: seed)
            return (0..<100).map { _ in source.next() }
        }
        #expect(words(1) == words(1))
        #expect(Set(words(1)).isDisjoint(with: words(2)))
    }
}
