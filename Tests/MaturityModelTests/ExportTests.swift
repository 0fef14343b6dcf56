import MaturityModel
import Testing

@Suite("Exports")
struct ExportTests {
    private func golden(_ audience: Audience) throws -> DocumentNode {
        try JSON.read(
            DisclosureGate.release(GoldenGroup.results(), audience: audience)
                .json(header: Sample.header))
    }

    private func cell(_ json: DocumentNode, _ set: String) throws -> DocumentNode {
        try #require(json["cells"]?.elements.first { $0["set"]?.text == set })
    }

    @Test("in JSON have the documented head")
    func head() throws {
        let json = try golden(.internal)
        #expect(json["format"]?.text == "maturity-results/1")
        #expect(json["round"]?.text == "2026")
        #expect(json["snapshot"]?.number == 1)
        #expect(json["digest"]?.text == "sha256:00")
        #expect(json["audience"]?.text == "internal")
        #expect(json["rules"]?.text == "1")
        #expect(json["inputs"]?["responses"]?.text == "sha256:03")
        let node = try #require(json["nodes"]?.elements.first)
        #expect(node["id"]?.text == "maturity")
        #expect(node["parent"]?.content == .null)
        #expect(node["level"]?.number == 0)
        #expect(node["title"]?["en"]?.text == "Maturity")
        for name in ["items", "quality", "balance", "types", "gap", "trend", "benchmarks"] {
            #expect(json[name] != nil, "\(name)")
        }
    }

    @Test("in JSON list sets as group, kinds, organizations")
    func order() throws {
        let sets = try golden(.internal)["cells"]?.elements.compactMap { $0["set"]?.text }
        #expect(
            sets == [
                "group", "kind:company", "kind:department", "organization:a", "organization:b",
                "organization:c", "organization:d",
            ])
    }

    @Test("in JSON give a hidden cell no figure at all, not even n")
    func hidden() throws {
        let json = try golden(.internal)
        let hidden = try cell(json, "organization:d")
        #expect(Set(hidden.names) == ["node", "set", "hidden"])
        #expect(hidden["hidden"]?.text == "too-few-respondents")
        let item = try #require(
            json["items"]?.elements.first { $0["set"]?.text == "organization:d" })
        #expect(Set(item.names) == ["item", "set", "hidden"])
        for straight in json["quality"]?["straightLined"]?.elements ?? []
        where straight["hidden"]?.content != .null {
            #expect(Set(straight.names) == ["set", "hidden"])
        }
    }

    @Test("in JSON give numbers as the shortest decimals that read back")
    func numbers() throws {
        let bytes = DisclosureGate.release(try GoldenGroup.results(), audience: .unprotected)
            .json(header: Sample.header)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("\"sd\":14.142135623730951,"))
        #expect(text.contains("\"byRespondent\":57.88461538461539,"))
        #expect(text.contains("\"mean\":65.0,"))
        #expect(text.contains("\"hidden\":null"))
    }

    @Test("leave out sizes that would reveal a hidden organization, and say so")
    func withheld() throws {
        let group = try cell(golden(.internal), "group")
        #expect(group["weightings"]?.names.sorted() == ["byOrganization", "byRespondent"])
        #expect(group["withheld"]?.elements.map(\.text) == ["byInvited", "byEmployees"])
        #expect(group["between"] == nil)
        let open = try cell(golden(.unprotected), "group")
        #expect(open["weightings"]?.names.count == 4)
        #expect(open["withheld"] == nil)
    }

    @Test("for the public have whole percent")
    func rounding() throws {
        let json = try golden(.public)
        let group = try cell(json, "group")
        #expect(group["weightings"]?["byRespondent"]?.number == 58)
        #expect(group["responseRate"]?.number == 0.7)
        let b = try cell(json, "organization:b")
        #expect(b["sd"]?.number == 7)
        #expect(b["ci95"]?.elements.map(\.number) == [42, 48])
        #expect(b["n"]?.number == 12)
    }

    @Test("of an item count every option, specials included")
    func distribution() throws {
        let released = try Sample.results(
            [[0], [0], [4], [5], [255]], Instrument.flat(1))
        let set = try #require(released.setIndex(of: .organization("one")))
        let figures = try #require(released.item(0, set: set).figures)
        #expect(figures.n == 3)
        #expect(figures.distribution.map(\.count) == [2, 0, 0, 0, 1, 1, 0, 0])
        #expect(near(figures.mean, 100.0 / 3))
    }

    @Test("in CSV have one row a cell and empty fields for what is hidden")
    func csv() throws {
        let bytes = DisclosureGate.release(try GoldenGroup.results(), audience: .internal)
            .csv(header: Sample.header)
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        #expect(rows.count == 8)
        #expect(
            rows[0].hasPrefix("round,snapshot,audience,node,title.en,set,n,organizations,expected"))
        let columns = rows[0].split(separator: ",", omittingEmptySubsequences: false).count
        for row in rows {
            #expect(row.split(separator: ",", omittingEmptySubsequences: false).count == columns)
        }
        #expect(rows[7].hasSuffix(",too-few-respondents"))
        #expect(rows[7].contains("organization:d" + String(repeating: ",", count: 20)))
        #expect(rows[1].contains("2026,1,internal,maturity,Maturity,group,26,4,4,65.0,65.0,"))
    }

    @Test("in CSV do not let a title become a formula")
    func injection() throws {
        for (title, field) in [
            ("=1+1", "'=1+1"), ("@x", "'@x"), ("-x", "'-x"), ("-1", "-1"), ("a;b", "\"a;b\""),
            ("+\"x\"", "\"'+\"\"x\"\"\""),
        ] {
            let questionnaire = try Instrument.read(
                FaultCase.valid.setting("tree", FaultCase.root.setting("title", .english(title))))
            let bytes = try Sample.results([[0, 0]], questionnaire).csv(header: Sample.header)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("unprotected,root,\(field),group"), "\(title)")
        }
    }
}
