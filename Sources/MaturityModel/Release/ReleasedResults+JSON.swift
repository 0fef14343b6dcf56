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
        list(questionnaire.nodes.count) { node, set in
            let cell = cell(node: node, set: set)
            var object = JSONObject()
            object.add("node", cell.node)
            object.add("set", cell.set.text)
            cell.figures?.append(to: &object, hasInvited: set < table.unitStart)
            object.add("hidden", cell.hidden?.rawValue)
            return object.closed()
        }
    }

    private func itemsJSON() -> [UInt8] {
        list(questionnaire.items.count) { item, set in
            let cell = self.item(item, set: set)
            var object = JSONObject()
            object.add("item", cell.item)
            object.add("set", cell.set.text)
            cell.figures?.append(to: &object)
            object.add("hidden", cell.hidden?.rawValue)
            return object.closed()
        }
    }

    private func list(_ rows: Int, _ entry: (Int, Int) -> [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for row in 0..<rows {
            for set in table.sets.indices {
                if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(contentsOf: entry(row, set))
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
