extension Results {
    /// The format of `snapshotBytes`.
    public static let snapshotFormat = "maturity-snapshot/1"

    /// The results as JSON, the same bytes for equal results.
    ///
    /// `JSONDecoder` reads them back to equal results. They are unprotected: they belong in the
    /// aggregator's store and nowhere else.
    /// - Parameter lanes: threads to use; they do not change the bytes.
    public func snapshotBytes(lanes: Int = 1) -> [UInt8] {
        var object = JSONObject()
        object.add("format", Self.snapshotFormat)
        object.add("rules", Self.rulesVersion)
        object.add("settings", json: settings.document().canonicalJSON())
        object.add("roster", json: roster.document().canonicalJSON())
        object.add("questionnaire", json: questionnaire.document().canonicalJSON())
        object.add("organizations", list: organizationsJSON(lanes: lanes))
        object.add("reliability", json: JSONObject.list(reliability.map { $0.json() }))
        return object.closed()
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
        var object = JSONObject()
        object.add("responses", responses)
        object.add("droppedAnswers", droppedAnswers)
        object.add("straightLined", straightLined)
        object.add("moments", json: moments.json())
        object.add("counts", json: Self.list(counts))
        if !units.isEmpty { object.add("units", json: JSONObject.list(units.map { $0.json() })) }
        if let withoutUnit { object.add("withoutUnit", json: withoutUnit.json()) }
        return object.closed()
    }

    static func list(_ counts: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for count in counts {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            JSONBytes.append(Int(count), to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }
}

extension UnitFigures {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("id", id)
        object.add("responses", responses)
        object.add("moments", json: moments.json())
        object.add("counts", json: OrganizationFigures.list(counts))
        return object.closed()
    }
}

extension ReliabilitySums {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("items", json: items.json())
        object.add("total", json: [total].json())
        return object.closed()
    }
}

extension [Moments] {
    /// One flat list: n, sum and squared deviations of each.
    func json() -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for moments in self {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            JSONBytes.append(moments.n, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            JSONBytes.append(moments.sum, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            JSONBytes.append(moments.squares, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }
}
