extension ReleasedResults {
    /// The results in the form `maturity-results/1`.
    ///
    /// - Parameter lanes: threads to use. Blocks the calling thread until they are done; the bytes
    ///   are the same for any number of them.
    public func json(header: ResultsHeader, lanes: Int = 1) -> [UInt8] {
        var object = JSONObject()
        object.add("format", "maturity-results/1")
        object.add("round", header.round)
        object.add("snapshot", header.snapshot)
        object.add("digest", header.digest)
        object.add("audience", audience.rawValue)
        object.add("rules", Results.rulesVersion)
        object.add("inputs", json: header.inputs.json())
        object.add("nodes", json: JSONObject.list(questionnaire.nodes.map(nodeJSON)))
        object.add("cells", json: cellsJSON(lanes: lanes))
        object.add("items", json: itemsJSON(lanes: lanes))
        object.add("quality", json: qualityJSON())
        object.add("balance", json: balanceJSON())
        object.add("types", json: typesJSON())
        object.add("gap", json: gapsJSON())
        object.add("trend", json: trend?.json() ?? Array("null".utf8))
        object.add("benchmarks", json: JSONObject.list(benchmarks.map { $0.json() }))
        var bytes: [UInt8] = []
        object.move(to: &bytes)
        return bytes
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

    private func cellsJSON(lanes: Int) -> [UInt8] {
        let sets = setNames()
        return list(questionnaire.nodes.map(\.id), lanes: lanes) { node, set, id, object in
            let reason = verdict(row: node, set).reason
            object.add("node", json: id)
            object.add("set", json: sets[set])
            if reason == nil {
                figures(row: node, set).append(to: &object, hasInvited: set < table.unitStart)
            }
            object.add("hidden", reason?.rawValue)
        }
    }

    private func itemsJSON(lanes: Int) -> [UInt8] {
        let sets = setNames()
        return list(questionnaire.items.map(\.id), lanes: lanes) { item, set, id, object in
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

    /// The cells of all rows; every lane makes whole rows, and a few of them wait at a time.
    private func list(
        _ rows: [String], lanes: Int,
        _ fill: @Sendable (Int, Int, [UInt8], inout JSONObject) -> Void
    ) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        let together = lanes * 4
        for first in stride(from: 0, to: rows.count, by: together) {
            let count = min(together, rows.count - first)
            let made = Lanes.map(count, lanes: lanes, keeping: { JSONObject() }) { object, index in
                cells(ofRow: first + index, quoted(rows[first + index]), &object, fill)
            }
            for row in made {
                if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(contentsOf: row)
            }
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }

    private func cells(
        ofRow row: Int, _ name: [UInt8], _ object: inout JSONObject,
        _ fill: @Sendable (Int, Int, [UInt8], inout JSONObject) -> Void
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        for set in table.sets.indices {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
            fill(row, set, name, &object)
            object.move(to: &bytes)
        }
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
