extension Results {
    /// The format of `snapshotBytes`.
    public static let snapshotFormat = "maturity-snapshot/1"

    /// The results as JSON, the same bytes for equal results.
    ///
    /// `JSONDecoder` reads them back to equal results. They are unprotected: they belong in the
    /// aggregator's store and nowhere else.
    /// - Parameter lanes: threads to use; they do not change the bytes.
    public func snapshotBytes(lanes: Int = 1) -> [UInt8] {
        var text = SnapshotText(questionnaire, roster, settings)
        let parts = organizationsJSON(lanes: lanes)
        // Once for all, and for what follows: the organizations are most of it.
        text.reserve(parts.reduce(65_536) { $0 + $1.count + 1 })
        for part in parts { text.add(part) }
        return text.closed(reliability)
    }

    /// The organizations, made in parts of some at a time.
    private func organizationsJSON(lanes: Int) -> [[UInt8]] {
        let size = 32
        let count = (organizations.count + size - 1) / size
        return Lanes.map(count, lanes: lanes, keeping: {}) { _, part in
            let own = organizations.dropFirst(part * size).prefix(size)
            return JSONObject.joined(own.map { $0.json() })
        }
    }
}

extension OrganizationFigures {
    func json() -> [UInt8] {
        // Counts have two digits as a rule, moments 40 or so.
        var object = JSONObject(capacity: 256 + counts.count * 4 + moments.count * 48)
        object.add("responses", responses)
        object.add("droppedAnswers", droppedAnswers)
        object.add("straightLined", straightLined)
        object.add("moments") { moments.append(to: &$0) }
        object.add("counts") { JSONBytes.append(counts, to: &$0) }
        if !units.isEmpty { object.add("units", json: JSONObject.list(units.map { $0.json() })) }
        if let withoutUnit { object.add("withoutUnit", json: withoutUnit.json()) }
        return object.closed()
    }
}

extension UnitFigures {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("id", id)
        object.add("responses", responses)
        object.add("moments") { moments.append(to: &$0) }
        object.add("counts") { JSONBytes.append(counts, to: &$0) }
        return object.closed()
    }
}

extension ReliabilitySums {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("items") { items.append(to: &$0) }
        object.add("total") { [total].append(to: &$0) }
        return object.closed()
    }
}

extension [Moments] {
    /// Appends one flat list: n, sum and squared deviations of each.
    func append(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, moments) in enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONBytes.append(moments.n, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            JSONBytes.append(moments.sum, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            JSONBytes.append(moments.squares, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
