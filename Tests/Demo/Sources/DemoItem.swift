import Foundation
import MaturityModel

/// An item of the questionnaire, as far as the model needs it to answer.
struct DemoItem {
    /// The item's id.
    let id: String
    private let isReversed: Bool
    private let steps: [String]
    private let specials: [String]
    /// How hard it is to be mature here, in parts of the whole scale.
    private let difficulty: Double

    /// An item of a questionnaire, its difficulty drawn.
    init(_ item: Item, _ random: inout SplitMix) {
        id = item.id
        isReversed = item.reverse
        let valued = item.options.filter { $0.value != nil }
        steps = valued.sorted { ($0.value ?? 0) < ($1.value ?? 0) }.map(\.code)
        specials = item.options.filter { $0.special != nil }.map(\.code)
        difficulty = random.normal() * 0.07
    }

    /// An answer of somebody who sees the organization at a level from 0 to 1.
    func answer(level: Double, _ random: inout SplitMix) -> String {
        if !specials.isEmpty, Int.random(in: 0..<100, using: &random) < 5 {
            return specials[Int.random(in: 0..<specials.count, using: &random)]
        }
        let seen = min(max(level - difficulty, 0), 1)
        let step = Int(((isReversed ? 1 - seen : seen) * Double(steps.count - 1)).rounded())
        return steps[step]
    }
}
