import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("What every preparation promises")
struct PreparationContractTests {
    enum Kind: CaseIterable {
        case immediate, lane

        var made: any Preparation {
            switch self {
            case .immediate: ImmediatePreparation()
            case .lane: LanePreparation()
            }
        }
    }

    private func batch(_ setting: SyncSetting, _ count: Int) throws -> PreparedBatch {
        let entries = Array(setting.entries.prefix(count))
        let form = BodyForm(bytesMaximum: 1_000_000, coding: .gzip)
        return try #require(
            PreparedBatch(entries, of: "2026", form: form, from: setting.disk))
    }

    @Test("What was begun last is taken, and once", arguments: Kind.allCases)
    func taking(kind: Kind) throws {
        let setting = try SyncSetting(waiting: 3)
        let preparation = kind.made
        #expect(preparation.take() == nil)
        for count in [1, 3] {
            let batch = try batch(setting, count)
            preparation.begin { batch }
        }
        #expect(preparation.take()?.entries == setting.entries)
        #expect(preparation.take() == nil)
    }

    @Test(
        "Work that came to nothing is nothing, whatever was there before", arguments: Kind.allCases)
    func nothing(kind: Kind) throws {
        let preparation = kind.made
        let batch = try batch(SyncSetting(waiting: 1), 1)
        preparation.begin { batch }
        preparation.begin { nil }
        #expect(preparation.take() == nil)
    }
}
