/// An item as the naive twin sees it.
struct PlainItem {
    var id: String
    var weight: Double
    var reverse: Bool
    var tags: [String]
    /// By option: its value, or nil for a special one.
    var values: [Double?]
    /// By option: the special it stands for, or nil.
    var specials: [String?]
    /// The earlier item it depends on, the options that make it relevant, and whether they are
    /// to be turned around.
    var condition: (item: Int, options: [Int], negated: Bool)?

    func code(_ option: Int) -> String { specials[option] ?? "o\(option)" }
}
