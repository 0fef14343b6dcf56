extension ReleasedResults {
    /// The results in the form `maturity-results/1`.
    public func json(header: ResultsHeader) -> [UInt8] {
        var object = JSONObject()
        object.add("format", "maturity-results/1")
        object.add("round", header.round)
        object.add("snapshot", header.snapshot)
        object.add("digest", header.digest)
        object.add("audience", audience.rawValue)
        object.add("rules", Results.rulesVersion)
        object.add("inputs", json: header.inputs.json())
        object.add("nodes", json: JSONObject.list(questionnaire.nodes.map(nodeJSON)))
        object.add("cells", json: cellsJSON())
        object.add("items", json: itemsJSON())
        object.add("quality", json: qualityJSON())
        object.add("balance", json: balanceJSON())
        object.add("types", json: typesJSON())
        object.add("gap", json: gapsJSON())
        object.add("trend", json: trend?.json() ?? Array("null".utf8))
        object.add("benchmarks", json: JSONObject.list(benchmarks.map { $0.json() }))
        return object.closed()
    }

    private func nodeJSON(_ node: MaturityNode) -> [UInt8] {
        var object = JSONObject()
        object.add("id", node.id)
        object.add("parent", node.parent.map { questionnaire.nodes[$0].id })
        object.add("level", node.level)
        object.add("title", json: titleJSON(node.title))
        return object.closed()
    }

    private func titleJSON(_ title: LocalizedText) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for language in questionnaire.languages {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            JSONBytes.append(language, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            JSONBytes.append(title.text(in: language), to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    private func cellsJSON() -> [UInt8] {
        let sets = setNames()
        return list(questionnaire.nodes.map(\.id)) { node, set, id, object in
            let reason = verdict(row: node, set).reason
            object.add("node", json: id)
            object.add("set", json: sets[set])
            if reason == nil {
                figures(row: node, set).append(to: &object, hasInvited: set < table.unitStart)
            }
            object.add("hidden", reason?.rawValue)
        }
    }

    private func itemsJSON() -> [UInt8] {
        let sets = setNames()
        return list(questionnaire.items.map(\.id)) { item, set, id, object in
            let released = self.item(item, set: set)
            object.add("item", json: id)
            object.add("set", json: sets[set])
            released.figures?.append(to: &object)
            object.add("hidden", released.hidden?.rawValue)
        }
    }

    /// The names of all sets as JSON texts, made once for the many cells that need them.
    private func setNames() -> [[UInt8]] { table.sets.map { quoted($0.text) } }

    private func quoted(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONBytes.append(text, to: &bytes)
        return bytes
    }

    private func list(
        _ rows: [String], _ fill: (Int, Int, [UInt8], inout JSONObject) -> Void
    ) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        var object = JSONObject()
        for (row, id) in rows.enumerated() {
            let name = quoted(id)
            for set in table.sets.indices {
                if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
                fill(row, set, name, &object)
                object.move(to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }
}

extension InputDigests {
    func json() -> [UInt8] {
        var object = JSONObject()
        object.add("questionnaire", questionnaire)
        object.add("roster", roster)
        object.add("responses", responses)
        object.add("settings", settings)
        return object.closed()
    }
}
