/// A trend as its audience may see it; only `DisclosureGate` makes one.
public struct ReleasedTrend: Sendable, Equatable {
    /// The id of the earlier round.
    public let earlierRound: String
    /// Ids of the items that were compared.
    public let items: [String]
    /// Items that cannot be compared.
    public let breaks: [TrendBreak]
    /// By node, then set: what exists in both rounds.
    public let changes: [TrendChange]

    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("from", earlierRound)
        object.add("items", json: JSONObject.list(items))
        object.add(
            "breaks",
            json: JSONObject.list(
                breaks.map { entry in
                    var inner = JSONObject()
                    inner.add("item", entry.item)
                    inner.add("reason", entry.reason.rawValue)
                    return inner.closed()
                }))
        object.add("changes", json: JSONObject.list(changes.map { $0.json() }))
        return object.closed()
    }
}

extension TrendChange {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("node", node)
        object.add("set", set.text)
        object.addIfKnown("earlier", earlier)
        object.addIfKnown("later", later)
        object.addIfKnown("change", change)
        if let ci95 { object.add("ci95", json: JSONObject.list([ci95.low, ci95.high])) }
        object.add("broken", isBroken)
        object.add("hidden", hidden?.rawValue)
        return object.closed()
    }
}
