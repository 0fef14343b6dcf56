/// An instrument: a tree of nodes with items, read and checked by `QuestionnaireReader`.
///
/// Its identity is the SHA-256 of `document().canonicalJSON()`.
public struct Questionnaire: Sendable, Equatable {
    /// The value of the member `format`.
    public static let format = "maturity-questionnaire/1"

    /// Which questionnaire this is, the same from version to version.
    public let id: String
    /// Raised with every change.
    public let version: String
    /// The language codes, first the one shown by default.
    public let languages: [String]
    /// The questionnaire's name.
    public let title: LocalizedText
    /// Names of the levels from the root down, or none; the last may be the items' level.
    public let levels: [LocalizedText]
    /// The shared scales, by name.
    public let scales: [Scale]
    /// How special answers score.
    public let specialPolicy: SpecialPolicy
    /// The cutoffs of the first two dimensions, 0 to 100.
    public let typeCutoffs: [Double]
    /// What the questionnaire says about each type; empty or complete.
    public let types: [MaturityType: TypeDescription]
    /// What respondents tell about themselves.
    public let background: [BackgroundQuestion]
    /// The nodes in tree order (each before its children); the first is the root.
    public let nodes: [MaturityNode]
    /// The items in tree order; an answer row has one byte for each.
    public let items: [Item]

    /// The index in `items` of the item with an id.
    public func itemIndex(of id: String) -> Int? {
        items.firstIndex { $0.id == id }
    }

    /// The index in `nodes` of the node with an id.
    public func nodeIndex(of id: String) -> Int? {
        nodes.firstIndex { $0.id == id }
    }

    /// All tags of its items, in the order of their bytes.
    public var tags: [String] {
        Set(items.flatMap(\.tags)).sorted(by: TextOrder.precedes)
    }

    /// The nodes called categories: those two steps below the root, or else the deepest level.
    public var categories: [Int] {
        let deepest = nodes.map(\.level).max() ?? 0
        return nodes.indices.filter { nodes[$0].level == min(2, deepest) && deepest > 0 }
    }
}
