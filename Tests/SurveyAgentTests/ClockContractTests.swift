import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What every clock promises")
struct ClockContractTests {
    /// The implementations of the clock.
    enum Kind: String, CaseIterable, Sendable {
        case memory
        case real

        var clock: any DeviceClock {
            switch self {
            case .memory: SimulatedClock()
            case .real: SystemClock()
            }
        }
    }

    /// 1 January 2020 and 1 January 2200, in milliseconds since 1970.
    private static let plausible: ClosedRange<Int64> = 1_577_836_800_000...7_258_118_400_000

    @Test("The time is one of this age, in milliseconds since 1970", arguments: Kind.allCases)
    func age(kind: Kind) {
        #expect(Self.plausible.contains(kind.clock.milliseconds))
    }

    @Test("Time does not go back by itself", arguments: Kind.allCases)
    func order(kind: Kind) {
        let clock = kind.clock
        let readings = (0..<1_000).map { _ in clock.milliseconds }
        #expect(zip(readings, readings.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test("Its text reads back as the same second", arguments: Kind.allCases)
    func text(kind: Kind) throws {
        let device = Device(clock: kind.clock, random: SystemRandom())
        let before = kind.clock.milliseconds / 1_000
        let read = try #require(Timestamp.milliseconds(device.timestamp))
        #expect((before...kind.clock.milliseconds / 1_000).contains(read / 1_000))
        #expect(read % 1_000 == 0)
    }

    @Test("Ids that are minted one after the other bear its time", arguments: Kind.allCases)
    func ids(kind: Kind) throws {
        let device = Device(clock: kind.clock, random: SystemRandom())
        let before = UInt64(kind.clock.milliseconds)
        let id = "\(device.mintID())"
        let digits = id.filter { $0 != "-" }.prefix(12)
        let minted = try #require(UInt64(digits, radix: 16))
        #expect((before...UInt64(kind.clock.milliseconds)).contains(minted))
    }
}
