/// The settings of a round that its results depend on.
public struct RoundSettings: Sendable, Hashable, Codable {
    /// The smallest number both minimums may be in mode `respondents`.
    public static let minimumFloor = 3

    /// Who answers.
    public let mode: RoundMode
    /// Cells with fewer respondents are hidden.
    public let minimumRespondents: Int
    /// Aggregates with fewer contributing organizations are hidden.
    public let minimumOrganizations: Int

    /// Settings; nil when a minimum is below 3. In mode `joint` both minimums are 1.
    public init?(
        mode: RoundMode = .respondents, minimumRespondents: Int = 5, minimumOrganizations: Int = 3
    ) {
        self.mode = mode
        switch mode {
        case .joint:
            self.minimumRespondents = 1
            self.minimumOrganizations = 1
        case .respondents:
            guard minimumRespondents >= Self.minimumFloor,
                minimumOrganizations >= Self.minimumFloor
            else { return nil }
            self.minimumRespondents = minimumRespondents
            self.minimumOrganizations = minimumOrganizations
        }
    }

    /// The settings as a document; its canonical JSON is what a digest is taken of.
    public func document() -> DocumentNode {
        .map([
            ("mode", .text(mode.rawValue)),
            ("minimumRespondents", .number(Double(minimumRespondents))),
            ("minimumOrganizations", .number(Double(minimumOrganizations))),
        ])
    }
}
