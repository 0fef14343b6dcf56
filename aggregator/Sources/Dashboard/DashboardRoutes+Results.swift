import HTTPTypes
import Hummingbird
import MaturityModel
import Pages
import SurveyProtocol

/// Results to look at and to take along.
extension DashboardRoutes {
    static let results: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/results", .act(.readPublicResults)) { call in
            try await call.resultsPage()
        },
        DashboardRoute(.get, "/rounds/{round}/results/file", .act(.readPublicResults)) { call in
            let form = try call.resultsForm()
            let round = call.parameter("round")
            let (audience, snapshot) = try call.resultsChoice()
            let bytes = try await call.desk().results(
                round: round, snapshot: snapshot, audience: audience, as: (form, call.language))
            return DashboardAnswer.file(
                bytes, type: form.mediaType,
                name: "results-\(round)-\(audience.rawValue).\(form.rawValue)")
        },
    ]
}

extension DashboardCall {
    /// The form of a file that the address names.
    fileprivate func resultsForm() throws -> ResultsFile {
        guard let form = ResultsFile(rawValue: query("format") ?? "json") else {
            throw AdministrationCall.invalid(
                "a format is one of "
                    + ResultsFile.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return form
    }

    /// Whom the results are for and which snapshot they come from, as the address says.
    ///
    /// The unprotected ones have no page: they leave through the command and the interface only.
    fileprivate func resultsChoice() throws -> (audience: Audience, snapshot: Int?) {
        let mayAll = mayAll(.readInternalResults)
        let audience: Audience = mayAll && query("audience") != "public" ? .internal : .public
        return (audience, query("snapshot").flatMap { Int($0) })
    }

    fileprivate func resultsPage() async throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        let (audience, snapshot) = try resultsChoice()
        let source: ReportSource
        do {
            source = try await memory.reports.source(
                try desk.reportName(round: round.id, snapshot: snapshot, audience: audience)
            ) { try await desk.report(round: round.id, snapshot: snapshot, audience: audience) }
        } catch let error as AggregatorError where error.code == .snapshotUnknown {
            return nothingYet(round)
        }
        let report = Report(
            source, in: language,
            of: reportPart(round.id, snapshot: source.header.snapshot, audience))
        if let own = known?.organization, query("of") != "group" {
            return roundPage(round, .results) {
                tag("h1") { say("Era resultat", "Your results") }
                tag("p") {
                    Link(
                        say("Hela gruppens resultat", "The results of the whole group"),
                        to: "\(RoundPlace.results.path(in: round.id))?of=group")
                }
                report.own(own)
            }
        }
        return roundPage(round, .results) {
            tag("h1") { report.title }
            choices(round, source)
            report.content
        }
    }

    /// Which organizations the address asks for, and how it asks for others.
    private func reportPart(_ round: String, snapshot: Int, _ audience: Audience) -> ReportPart {
        let base = RoundPlace.results.path(in: round)
        let fixed = [
            ("snapshot", "\(snapshot)"), ("audience", audience.rawValue),
            ("of", query("of") ?? ""),
        ].filter { !$0.1.isEmpty }
        let order = query(ReportPart.orderField).flatMap(ReportPart.Order.init) ?? .roster
        return ReportPart(
            page: number(ReportPart.pageField, or: 1), order: order,
            search: String(
                (query(ReportPart.searchField) ?? "").prefix(FollowUpView.searchMaximum)),
            fixed: fixed
        ) { page, search in
            let all =
                fixed + [
                    (ReportPart.searchField, search),
                    (ReportPart.orderField, order == .roster ? "" : order.rawValue),
                    (ReportPart.pageField, "\(page)"),
                ]
            return base + "?"
                + all.filter { !$0.1.isEmpty }
                .map { "\($0.0)=\(FormFields.encoded($0.1))" }.joined(separator: "&")
        }
    }

    /// The page as long as there is nothing to see.
    private func nothingYet(_ round: RoundOverview) -> Response {
        roundPage(round, .results) {
            tag("h1") { RoundPlace.results.title(language) }
            Notice(
                .information,
                title: mayAll(.readInternalResults)
                    ? say("Det finns ingen sammanställning än.", "There is no snapshot yet.")
                    : say("Inget är publicerat än.", "Nothing is published yet."),
                language: language
            ) {
                tag("p") {
                    say(
                        "Resultatet visas här när mätningen har sammanställts och, för"
                            + " organisationerna, publicerats.",
                        "The results are shown here once the round was aggregated and, for the"
                            + " organizations, published.")
                }
            }
        }
    }

    /// Which snapshot, for whom, and the files.
    private func choices(_ round: RoundOverview, _ source: ReportSource) -> HTML {
        let base = RoundPlace.results.path(in: round.id)
        let number = source.header.snapshot
        let audience = source.released.audience
        let address = { (part: String, audience: Audience) in
            "\(base)\(part)snapshot=\(number)&audience=\(audience.rawValue)"
        }
        return tag("div", .class("no-print")) {
            tag("p") {
                say("Sammanställning \(number). ", "Snapshot \(number). ")
                if mayAll(.readInternalResults) {
                    audience == .internal
                        ? Link(
                            say("Se som allmänheten", "See as the public"),
                            to: address("?", .public))
                        : Link(
                            say("Se med full precision", "See at full precision"),
                            to: address("?", .internal))
                }
            }
            tag("ul", .class("actions downloads")) {
                for form in [ResultsFile.html, .xlsx, .csv, .json] {
                    tag("li") {
                        Link(
                            fileTitle(form),
                            to: address("/file?format=\(form.rawValue)&", audience))
                    }
                }
            }
        }
    }

    private func fileTitle(_ form: ResultsFile) -> String {
        switch form {
        case .html: say("Rapport (HTML)", "Report (HTML)")
        case .xlsx: say("Arbetsbok (XLSX)", "Workbook (XLSX)")
        case .csv: say("Tabell (CSV)", "Table (CSV)")
        case .json: say("Data (JSON)", "Data (JSON)")
        }
    }
}
