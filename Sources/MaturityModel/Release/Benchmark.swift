/// Figures of somebody else's to compare with: always with their source, never a constant.
public struct Benchmark: Sendable, Equatable, Codable {
    /// Who published it, and where.
    public let source: String
    /// The year it is about.
    public let year: Int
    /// How many organizations it rests on.
    public let organizations: Int
    /// Which organizations it is about.
    public let population: String
    /// How it was measured.
    public let method: String
    /// The value of each node it has one for, by the node's id.
    public let values: [String: Double]

    /// Figures to compare with; `over` is how many organizations they rest on.
    public init(
        _ source: String, year: Int, over organizations: Int,
        basis: (population: String, method: String), values: [String: Double]
    ) {
        self.source = source
        self.year = year
        self.organizations = organizations
        population = basis.population
        method = basis.method
        self.values = values
    }

    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("source", source)
        object.add("year", year)
        object.add("organizations", organizations)
        object.add("population", population)
        object.add("method", method)
        let members = values.sorted { TextOrder.precedes($0.key, $1.key) }
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (node, value) in members {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            JSONBytes.append(node, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            JSONBytes.append(value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        object.add("values", json: bytes)
        return object.closed()
    }
}
