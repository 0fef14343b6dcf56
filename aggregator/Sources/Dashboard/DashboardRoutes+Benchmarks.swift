import HTTPTypes
import Hummingbird
import MaturityModel
import Pages
import SurveyProtocol

/// Figures of others: what is kept, and adding a file after its effect was seen.
extension DashboardRoutes {
    static let benchmarks: [DashboardRoute] = [
        DashboardRoute(.get, "/benchmarks", .act(.readBenchmarks)) { call in
            try call.benchmarksPage(fault: nil)
        },
        DashboardRoute(.post, "/benchmarks", .act(.changeBenchmarks), takes: .upload) { call in
            do {
                if let fault = call.unreadable("benchmarks") { throw fault }
                let csv = call.text("benchmarks")
                guard call.field("do") == "add" else {
                    return try call.benchmarkPreview(try call.desk().preview(benchmarks: csv))
                }
                try call.desk().keep(benchmarks: csv)
                return call.goTo(DashboardPlace.benchmarks.path, saying: .benchmarksAdded)
            } catch let error as AggregatorError where error.isCorrectable {
                return try call.benchmarksPage(fault: error)
            }
        },
        DashboardRoute(.get, "/benchmarks/{benchmark}", .act(.readBenchmarks)) { call in
            try call.benchmarkPage()
        },
        DashboardRoute(.get, "/benchmarks/{benchmark}/removal", .act(.changeBenchmarks)) { call in
            try call.benchmarkRemovalPage()
        },
        DashboardRoute(.post, "/benchmarks/{benchmark}/removal", .act(.changeBenchmarks)) { call in
            try call.desk().removeBenchmark(call.benchmark().number)
            return call.goTo(DashboardPlace.benchmarks.path, saying: .benchmarkRemoved)
        },
    ]
}

extension DashboardCall {
    private typealias Numbered = (number: Int, benchmark: Benchmark)

    fileprivate func benchmark() throws -> (number: Int, benchmark: Benchmark) {
        let number = Int(parameter("benchmark"))
        guard let found = try desk().benchmarks().first(where: { $0.number == number }) else {
            throw AggregatorError(
                .benchmarkUnknown, "there is no benchmark \(parameter("benchmark").prefix(32))",
                hint: "go back to the list of benchmarks")
        }
        return found
    }

    private func path(of entry: Numbered) -> String {
        "\(DashboardPlace.benchmarks.path)/\(entry.number)"
    }

    private func name(of benchmark: Benchmark) -> String {
        "\(benchmark.source) \(benchmark.year)"
    }

    fileprivate func benchmarksPage(fault: AggregatorError?) throws -> Response {
        let title = DashboardPlace.benchmarks.title(language)
        let view = ListView { query($0) }
        let all = try desk().benchmarks()
        let (rows, page, pages) = view.rows(of: all) {
            [$0.benchmark.source, $0.benchmark.population, String($0.benchmark.year)]
        }
        let path = DashboardPlace.benchmarks.path
        return self.page(title, .benchmarks, width: .wide, status: status(of: fault)) {
            if let fault { refusal(fault) }
            tag("h1") { title }
            tag("p") {
                say(
                    "Andras siffror, med källa. Resultatsidorna visar dem bredvid de egna, för de"
                        + " delar av formuläret som de gäller.",
                    "Figures of others, with their source. Pages of results show them beside the"
                        + " own ones, for the parts of the questionnaire that they are about.")
            }
            if all.count > ListView.rowsMaximum || !view.search.isEmpty {
                searchForm(
                    view, at: path,
                    label: say("Källa, år eller urval", "Source, year or population"))
            }
            if rows.isEmpty {
                tag("p") { say("Inga jämförelsetal ännu.", "No benchmarks yet.") }
            } else {
                table(rows)
            }
            Pager(page: page, pages: pages, language: language) { path + view.address(page: $0) }
            if mayAll(.changeBenchmarks) {
                tag("h2") { say("Lägg till", "Add") }
                importForm(weight: .primary)
            }
        }
    }

    private func table(_ rows: [Numbered]) -> DataTable {
        DataTable(
            DashboardPlace.benchmarks.title(language),
            columns: columns + [.init(say("Värden", "Values"), isNumeric: true)],
            rows: rows.map { row in
                [Link(row.benchmark.source, to: path(of: row)).html]
                    + facts(row.benchmark) + [HTML(String(row.benchmark.values.count))]
            }
        ).withoutVisibleCaption()
    }

    private var columns: [DataTable.Column] {
        [
            .init(say("Källa", "Source")), .init(say("År", "Year"), isNumeric: true),
            .init(say("Organisationer", "Organizations"), isNumeric: true),
            .init(say("Urval", "Population")), .init(say("Metod", "Method")),
        ]
    }

    private func facts(_ benchmark: Benchmark) -> [HTML] {
        [
            HTML(String(benchmark.year)), HTML(String(benchmark.organizations)),
            HTML(benchmark.population), HTML(benchmark.method),
        ]
    }

    private func importForm(weight: Button.Weight) -> ActionForm {
        form(to: "/benchmarks", Attribute("enctype", "multipart/form-data")) {
            fileField(
                "benchmarks", text("benchmarks"), accept: Self.tableKinds,
                labels: (
                    say("Fil (Excel eller CSV)", "File (Excel or CSV)"),
                    say("Eller klistra in här", "Or paste here")
                ), hint: "source,year,organizations,population,method,node,value")
            Button(
                say("Visa vad som läggs till", "Show what is added"), weight: weight, name: "do",
                value: "preview")
        }
    }

    fileprivate func benchmarkPreview(_ found: [Desk.BenchmarkPreview]) throws -> Response {
        let title = say("Vad filen lägger till", "What the file adds")
        let ids = Set(found.flatMap(\.benchmark.values.keys))
        let known = try desk().titles(ofNodes: ids, in: language.code)
        let strangers = ids.subtracting(known.keys).sorted()
        return page(title, .benchmarks, width: .wide) {
            tag("h1") { title }
            if !strangers.isEmpty { warning(of: strangers) }
            DataTable(
                title,
                columns: columns + [
                    .init(say("Värden", "Values"), isNumeric: true),
                    .init(say("Läge", "State")),
                ],
                rows: found.map { entry in
                    [HTML(entry.benchmark.source)] + facts(entry.benchmark) + [
                        HTML(String(entry.benchmark.values.count)),
                        entry.replaces
                            ? StatusTag(say("Ersätter", "Replaces"), .attention).html
                            : StatusTag(say("Ny", "New"), .good).html,
                    ]
                }
            ).withoutVisibleCaption()
            form(to: "/benchmarks") {
                hidden("benchmarks", text("benchmarks"))
                tag("div", .class("actions")) {
                    Button(say("Lägg till", "Add"), name: "do", value: "add")
                    Link.secondary(
                        say("Avbryt", "Cancel"), to: DashboardPlace.benchmarks.path)
                }
            }
            tag("h2") { say("Ändra och titta igen", "Change it and look again") }
            importForm(weight: .secondary)
        }
    }

    private func warning(of strangers: [String]) -> Notice {
        Notice(
            .warning,
            title: language.count(
                strangers.count,
                swedish: (
                    "del finns inte i något frågeformulär. Den visas ingenstans.",
                    "delar finns inte i något frågeformulär. De visas ingenstans."
                ),
                english: (
                    "node is in no questionnaire. It is shown nowhere.",
                    "nodes are in no questionnaire. They are shown nowhere."
                )),
            language: language
        ) { tag("p", .class("code")) { strangers.prefix(20).joined(separator: ", ") } }
    }

    fileprivate func benchmarkPage() throws -> Response {
        let entry = try benchmark()
        let (title, values) = (name(of: entry.benchmark), entry.benchmark.values)
        let titles = try desk().titles(ofNodes: Set(values.keys), in: language.code)
        return page(title, .benchmarks, width: .wide) {
            tag("h1") { title }
            tag("div", .class("reading")) {
                SummaryList(
                    zip(
                        columns.map(\.title),
                        [HTML(entry.benchmark.source)] + facts(entry.benchmark)
                    )
                    .map { .init($0, $1) })
            }
            DataTable(
                say("Värden", "Values"),
                columns: [
                    .init(say("Del", "Node")), .init(say("Id", "Id")),
                    .init(say("Procent", "Percent"), isNumeric: true),
                ],
                rows: values.sorted { $0.key < $1.key }.map { id, value in
                    [
                        HTML(titles[id] ?? say("okänd del", "unknown node")),
                        tag("span", .class("code")) { id },
                        HTML(language.number(value, decimals: 1)),
                    ]
                })
            tag("div", .class("actions")) {
                if mayAll(.changeBenchmarks) {
                    Link.secondary(
                        say("Ta bort", "Remove"), to: path(of: entry) + "/removal")
                }
                Link.secondary(
                    say("Tillbaka till listan", "Back to the list"),
                    to: DashboardPlace.benchmarks.path)
            }
        }
    }

    fileprivate func benchmarkRemovalPage() throws -> Response {
        let entry = try benchmark()
        let name = name(of: entry.benchmark)
        let title = say("Ta bort \(name)?", "Remove \(name)?")
        return page(title, .benchmarks) {
            tag("h1") { title }
            Notice(
                .warning,
                title: say(
                    "Resultatsidor och öppna data visar den inte längre.",
                    "Pages of results and open data no longer show it."), language: language)
            tag("div", .class("actions")) {
                button(
                    say("Ta bort", "Remove"), to: "/benchmarks/\(entry.number)/removal",
                    weight: .warning)
                Link.secondary(say("Avbryt", "Cancel"), to: path(of: entry))
            }
        }
    }
}
