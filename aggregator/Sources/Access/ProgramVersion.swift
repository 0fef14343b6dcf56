import SurveyProtocol

/// A program's version in its numbers, as `survey-agent/1.2.3` says it.
struct ProgramVersion: Comparable, Sendable {
    private let numbers: [Int]

    /// The version that a text such as `1.2.3` names; nil when it is none.
    init?(_ text: some StringProtocol) {
        let core = text.prefix { $0 != "-" && $0 != "+" && $0 != " " }
        let parts = core.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.utf8.count <= 9 ? Int($0) : nil }
        guard (1...4).contains(parts.count), numbers.count == parts.count,
            numbers.allSatisfy({ $0 >= 0 })
        else { return nil }
        self.numbers = numbers + Array(repeating: 0, count: 4 - numbers.count)
    }

    /// Checks that a program is none of ours that is too old; others are their makers' business.
    /// - Throws: `agent-too-old`.
    static func check(_ program: String, oldest: String) throws(Problem) {
        let name = "survey-agent/"
        guard program.hasPrefix(name), let oldest = ProgramVersion(oldest),
            let version = ProgramVersion(program.dropFirst(name.count)), version < oldest
        else { return }
        throw Problem(.agentTooOld, "this server takes survey-agent \(oldest) or newer")
    }

    static func < (left: ProgramVersion, right: ProgramVersion) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }
}

extension ProgramVersion: CustomStringConvertible {
    var description: String {
        numbers.prefix(3).map(String.init).joined(separator: ".")
    }
}
