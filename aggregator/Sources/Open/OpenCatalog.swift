import MaturityModel

/// The catalogue of the open data after DCAT-AP-SE 3, which portals read.
struct OpenCatalog {
    private static let authority = "http://publications.europa.eu/resource/authority"

    private let base: String
    private let publisher: String
    private let contact: String
    private let license: String
    private let rounds: [OpenRound]

    /// The catalogue of an aggregator's published rounds.
    /// - Throws: `catalog-unset` when the settings do not say whom to ask.
    init(_ data: OpenData) throws {
        guard let contact = data.settings.contact else {
            throw AggregatorError(
                .catalogUnset, "the catalogue needs a mail address for questions",
                hint: "set open.contact, such as `serve --open-contact open-data@example.org`")
        }
        self.contact = contact
        base =
            data.settings.address
            ?? "https://" + (data.aggregator.settings.addresses.first ?? "localhost:8443")
        publisher = data.settings.publisher ?? data.aggregator.settings.group
        license = data.settings.license
        rounds = try data.aggregator.reader.openRounds()
    }

    /// Everything that the catalogue says.
    var graph: Graph {
        var graph = Graph()
        graph.nodes = [catalog, agent, person, service]
        for open in rounds { graph.nodes += dataset(open) }
        if !rounds.isEmpty { graph.nodes += series }
        return graph
    }

    private func address(_ path: String) -> String { "\(base)/open/\(path)" }

    private var agentAddress: String { address("catalog#publisher") }
    private var personAddress: String { address("catalog#contact") }
    private var serviceAddress: String { address("catalog#service") }

    private func both(_ swedish: String, _ english: String) -> [(language: String, text: String)] {
        [("sv", swedish), ("en", english)]
    }

    private func date(_ time: Timestamp) -> Graph.Object {
        .value(String(time.text.prefix(10)), type: "xsd:date")
    }

    private var catalog: Graph.Node {
        var node = Graph.Node(address("catalog"), type: "dcat:Catalog")
        node.add(
            "dcterms:title",
            both("Mognadsmätningar: \(publisher)", "Maturity surveys: \(publisher)"))
        node.add(
            "dcterms:description",
            both(
                "Publicerade resultat av mognadsmätningar: sammanställda, skyddade och avrundade.",
                "Published results of maturity surveys: aggregated, protected and rounded."))
        node.add("dcterms:publisher", .thing(agentAddress))
        // The Swedish profile wants catalogues themselves to be CC0, whatever the data are.
        node.add("dcterms:license", .thing(OpenSettings.publicDomain))
        node.add("foaf:homepage", .thing("\(base)/open"))
        node.add("dcat:themeTaxonomy", .thing("\(Self.authority)/data-theme"))
        languages(&node)
        let times = rounds.flatMap(\.publications).map(\.published)
        if let first = times.min(), let last = times.max() {
            node.add("dcterms:issued", date(first))
            node.add("dcterms:modified", date(last))
        }
        for open in rounds { node.add("dcat:dataset", .thing(datasetAddress(open))) }
        if !rounds.isEmpty { node.add("dcat:dataset", .thing(address("series"))) }
        node.add("dcat:service", .thing(serviceAddress))
        return node
    }

    private func languages(_ node: inout Graph.Node) {
        for code in ["SWE", "ENG"] {
            node.add("dcterms:language", .thing("\(Self.authority)/language/\(code)"))
        }
    }

    private var agent: Graph.Node {
        var node = Graph.Node(agentAddress, type: "foaf:Agent")
        node.add("foaf:name", .text(publisher, language: nil))
        return node
    }

    private var person: Graph.Node {
        var node = Graph.Node(personAddress, type: "vcard:Organization")
        node.add("vcard:fn", .text(publisher, language: nil))
        node.add("vcard:hasEmail", .thing("mailto:\(contact)"))
        return node
    }

    private var service: Graph.Node {
        var node = Graph.Node(serviceAddress, type: "dcat:DataService")
        node.add(
            "dcterms:title",
            both("Mognadsmätningarnas öppna data", "The open data of the maturity surveys"))
        node.add("dcterms:publisher", .thing(agentAddress))
        node.add("dcat:contactPoint", .thing(personAddress))
        node.add("dcat:endpointURL", .thing("\(base)/open/rounds"))
        node.add("dcat:endpointDescription", .thing("\(base)/v1/openapi.yaml"))
        node.add("dcterms:license", .thing(license))
        node.add("dcterms:accessRights", .thing("\(Self.authority)/access-right/PUBLIC"))
        for open in rounds { node.add("dcat:servesDataset", .thing(datasetAddress(open))) }
        return node
    }

    private func datasetAddress(_ open: OpenRound) -> String { address("rounds/\(open.round.id)") }

    private func dataset(_ open: OpenRound) -> [Graph.Node] {
        let place = datasetAddress(open)
        var node = Graph.Node(place, type: "dcat:Dataset")
        let title = { (code: String) in
            "\(open.questionnaire.title.text(in: code)) \(open.round.id)"
        }
        node.add("dcterms:title", both(title("sv"), title("en")))
        node.add(
            "dcterms:description",
            both(
                "Resultat av mätningen \(open.round.id): medelvärde, spridning och svarsfördelning"
                    + " för gruppen, för slag av organisationer och för de organisationer som kan"
                    + " visas. Siffror om få svarande är dolda, alla är avrundade till"
                    + " hela procent.",
                "Results of the survey \(open.round.id): means, spread and distributions of answers"
                    + " for the group, for kinds of organizations and for the"
                    + " organizations that can"
                    + " be shown. Figures of few respondents are hidden, all are rounded to whole"
                    + " percent."))
        node.add("dcterms:identifier", .text(place, language: nil))
        describe(&node, issued: open.publications.first?.published, modified: open.last?.published)
        let files = [("json", "application/json"), ("csv", "text/csv")]
        for (name, _) in files {
            node.add("dcat:distribution", .thing("\(place)/results.\(name)#file"))
        }
        return [node]
            + files.map { name, type in distribution("\(place)/results.\(name)", type) }
    }

    private func describe(_ node: inout Graph.Node, issued: Timestamp?, modified: Timestamp?) {
        node.add("dcterms:publisher", .thing(agentAddress))
        node.add("dcat:contactPoint", .thing(personAddress))
        node.add("dcat:theme", .thing("\(Self.authority)/data-theme/GOVE"))
        node.add("dcterms:accessRights", .thing("\(Self.authority)/access-right/PUBLIC"))
        node.add(
            "dcat:keyword",
            both("mognad", "maturity") + both("digitalisering", "digitalization")
                + both("enkät", "survey"))
        languages(&node)
        if let issued { node.add("dcterms:issued", date(issued)) }
        if let modified { node.add("dcterms:modified", date(modified)) }
    }

    private func distribution(_ file: String, _ type: String) -> Graph.Node {
        var node = Graph.Node("\(file)#file", type: "dcat:Distribution")
        node.add("dcterms:title", .text(type == "text/csv" ? "CSV" : "JSON", language: nil))
        node.add("dcat:accessURL", .thing(file))
        node.add("dcat:downloadURL", .thing(file))
        node.add("dcterms:format", .text(type, language: nil))
        node.add("dcterms:license", .thing(license))
        node.add("dcat:accessService", .thing(serviceAddress))
        return node
    }

    private var series: [Graph.Node] {
        let place = address("series")
        var node = Graph.Node(place, type: "dcat:Dataset")
        node.add("dcterms:title", both("Mognad över åren", "Maturity over the years"))
        node.add(
            "dcterms:description",
            both(
                "Varje områdes medelvärde i varje publicerad mätning, med märke där frågorna har"
                    + " ändrats så att serien är bruten.",
                "Each area's mean in every published survey, marked where questions changed so that"
                    + " the series is broken."))
        node.add("dcterms:identifier", .text(place, language: nil))
        describe(
            &node, issued: rounds.first?.publications.first?.published,
            modified: rounds.compactMap { $0.last?.published }.max())
        let files = [("json", "application/json"), ("csv", "text/csv")]
        for (name, _) in files { node.add("dcat:distribution", .thing("\(place).\(name)#file")) }
        return [node] + files.map { name, type in distribution("\(place).\(name)", type) }
    }
}
