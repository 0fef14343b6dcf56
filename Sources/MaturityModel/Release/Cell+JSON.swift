extension Cell {
    /// Appends the cell's figures as members of its object.
    func append(to object: inout JSONObject, hasInvited: Bool) {
        object.add("n", n)
        object.addIfKnown("organizations", organizations)
        object.addIfKnown("expected", expected)
        object.addIfKnown("mean", mean)
        object.addIfKnown("sd", sd)
        if let ci95 { object.add("ci95", json: JSONObject.list([ci95.low, ci95.high])) }
        if let weightings { object.add("weightings", json: weightings.json()) }
        if !withheld.isEmpty { object.add("withheld", json: JSONObject.list(withheld)) }
        if let between { object.add("between", json: between.json()) }
        guard hasInvited else { return }
        object.add("invited", invited)
        object.add("responseRate", responseRate)
        if overInvited { object.add("overInvited", true) }
    }
}

extension Weightings {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("byOrganization", byOrganization)
        object.add("byRespondent", byRespondent)
        object.addIfKnown("byInvited", byInvited)
        object.addIfKnown("byEmployees", byEmployees)
        return object.closed()
    }
}

extension Between {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.addIfKnown("sd", sd)
        object.add("min", min)
        object.add("q1", q1)
        object.add("median", median)
        object.add("q3", q3)
        object.add("max", max)
        return object.closed()
    }
}

extension ItemFigures {
    func append(to object: inout JSONObject) {
        object.add("n", n)
        object.addIfKnown("mean", mean)
        object.addIfKnown("sd", sd)
        object.add("distribution", json: distributionJSON())
    }

    private func distributionJSON() -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for entry in distribution {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            JSONBytes.append(entry.code, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            JSONBytes.append(entry.count, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}
