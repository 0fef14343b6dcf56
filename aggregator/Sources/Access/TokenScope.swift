/// What an API token is good for: reading or changing one area, written `results:read`.
struct TokenScope: Hashable, Sendable {
    /// The part of the administration.
    let area: AdministrativeAct.Area
    /// Whether it permits changes; otherwise it permits reading.
    let isWriting: Bool

    /// The scope that an act needs.
    init(of act: AdministrativeAct) {
        area = act.area
        isWriting = !act.isReading
    }

    /// A scope from its text; nil when it is none.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let area = AdministrativeAct.Area(rawValue: String(parts[0])),
            parts[1] == "read" || parts[1] == "write"
        else { return nil }
        self.area = area
        isWriting = parts[1] == "write"
    }

    /// The scope as it is written.
    var text: String { "\(area.rawValue):\(isWriting ? "write" : "read")" }

    /// Every scope as it is written.
    static let allTexts = AdministrativeAct.Area.allCases.flatMap {
        ["\($0.rawValue):read", "\($0.rawValue):write"]
    }
}
