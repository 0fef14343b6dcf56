/// The program's own version.
enum AgentVersion {
    /// The version alone.
    static let number = "0.1.0"
    /// Program and version, as responses and requests carry it.
    static let text = "survey-agent/\(number)"

    /// Whether this version is the given one or newer; numbers that are absent count as 0.
    static func isAtLeast(_ oldest: String, number: String = AgentVersion.number) -> Bool {
        let (own, other) = (parts(number), parts(oldest))
        for index in 0..<max(own.count, other.count) {
            let left = index < own.count ? own[index] : 0
            let right = index < other.count ? other[index] : 0
            if left != right { return left > right }
        }
        return true
    }

    /// The numbers before any mark of a preliminary version.
    private static func parts(_ text: String) -> [Int] {
        text.prefix { $0 == "." || $0.isWholeNumber }.split(separator: ".").map { Int($0) ?? 0 }
    }
}
