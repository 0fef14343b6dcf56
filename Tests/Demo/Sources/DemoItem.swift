import Foundation

/// An item of the questionnaire, as far as the model needs it to answer.
struct DemoItem {
    let id: String
    let isReversed: Bool
    /// Codes of the steps, from the lowest value to the highest.
    let steps: [String]
    /// Codes of the special options.
    let specials: [String]

    /// The options of the background question `years`, once a questionnaire has been read.
    nonisolated(unsafe) private(set) static var years: [String] = []

    /// An answer of somebody who sees the organization at a level from 0 to 1.
    func answer(level: Double, _ random: inout SplitMix) -> String {
        if !specials.isEmpty, Int.random(in: 0..<100, using: &random) < 6 {
            return specials[Int.random(in: 0..<specials.count, using: &random)]
        }
        let score = min(max(isReversed ? 1 - level : level, 0), 1)
        return steps[Int((score * Double(steps.count - 1)).rounded())]
    }
}
