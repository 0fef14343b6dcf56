extension ReleasedResults {
    func qualityJSON() -> [UInt8] {
        let quality = quality
        var object = JSONObject()
        object.add("dontKnow", json: JSONObject.list(quality.dontKnow.map { $0.json() }))
        object.add("reliability", json: JSONObject.list(quality.reliability.map { $0.json() }))
        object.add("agreement", json: JSONObject.list(quality.agreement.map { $0.json() }))
        object.add("intraclass", json: quality.intraclass.json())
        object.add("straightLined", json: JSONObject.list(quality.straightLined.map { $0.json() }))
        object.add("droppedAnswers", quality.droppedAnswers)
        return object.closed()
    }

    func balanceJSON() -> [UInt8] {
        JSONObject.map(balance.map { ($0.set.text, $0.json()) })
    }

    func typesJSON() -> [UInt8] {
        JSONObject.map(types.map { ($0.set.text, $0.json()) })
    }

    func gapsJSON() -> [UInt8] {
        JSONObject.list(gaps.map { $0.json() })
    }
}

extension DontKnowShare {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("node", node)
        object.add("set", set.text)
        object.addIfKnown("share", share)
        object.add("hidden", hidden?.rawValue)
        return object.closed()
    }
}

extension Reliability {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("node", node)
        object.add("items", items)
        object.addIfKnown("n", n)
        object.addIfKnown("alpha", alpha)
        object.add("hidden", hidden?.rawValue)
        return object.closed()
    }
}

extension Agreement {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("node", node)
        object.add("set", RespondentSet.organization(organization).text)
        object.addIfKnown("rwg", rwg)
        object.add("hidden", hidden?.rawValue)
        return object.closed()
    }
}

extension IntraclassCorrelation {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("node", node)
        object.addIfKnown("organizations", organizations)
        object.addIfKnown("icc1", icc1)
        object.addIfKnown("icc2", icc2)
        object.add("hidden", hidden?.rawValue)
        return object.closed()
    }
}

extension StraightLined {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("set", set.text)
        object.addIfKnown("count", count)
        object.addIfKnown("responses", responses)
        object.add("hidden", hidden?.rawValue)
        return object.closed()
    }
}

extension BalanceFigures {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.addIfKnown("innovation", innovation)
        object.addIfKnown("efficiency", efficiency)
        object.addIfKnown("balance", balance)
        object.add("leads", leads)
        object.add("hidden", hidden?.rawValue)
        return object.closed()
    }
}

extension TypeFigures {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("type", type?.rawValue)
        if let bottleneck {
            var inner = JSONObject()
            inner.add("node", bottleneck.node)
            inner.add("mean", bottleneck.mean)
            inner.add("distance", bottleneck.distance)
            object.add("bottleneck", json: inner.closed())
        }
        object.add("hidden", hidden?.rawValue)
        return object.closed()
    }
}

extension GapFigures {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("node", node)
        object.add("set", RespondentSet.kind(kind).text)
        object.add("minus", RespondentSet.kind(minus).text)
        object.addIfKnown("difference", difference)
        if let ci95 { object.add("ci95", json: JSONObject.list([ci95.low, ci95.high])) }
        object.add("hidden", hidden?.rawValue)
        return object.closed()
    }
}
