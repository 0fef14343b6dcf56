import Synchronization
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What every filing promises")
struct FilingContractTests {
    enum Kind: CaseIterable {
        case immediate, lane, chancy

        var made: any Filing {
            switch self {
            case .immediate: ImmediateFiling()
            case .lane: LaneFiling()
            case .chancy: ChancyFiling(random: SeededRandom(seed: 5))
            }
        }
    }

    private final class Log: Sendable {
        let entries = Mutex<[Int]>([])
    }

    @Test("All that was begun is done, in its order, when it is finished", arguments: Kind.allCases)
    func order(kind: Kind) throws {
        let (filing, log) = (kind.made, Log())
        try filing.finish()
        for number in 1...50 {
            filing.begin { () throws(DiskFault) in log.entries.withLock { $0.append(number) } }
            if number == 20 {
                try filing.finish()
                #expect(log.entries.withLock { $0 } == Array(1...20))
            }
        }
        try filing.finish()
        #expect(log.entries.withLock { $0 } == Array(1...50))
    }

    @Test("The first fault is kept until it is asked for, and said once", arguments: Kind.allCases)
    func faults(kind: Kind) throws {
        let filing = kind.made
        for path in ["first", "second"] {
            filing.begin { () throws(DiskFault) in
                throw DiskFault(kind: .full, path: path, detail: "full")
            }
        }
        let fault = #expect(throws: DiskFault.self) { try filing.finish() }
        #expect(fault?.path == "first")
        try filing.finish()
    }
}
