import Foundation
import HTTPTypes
import Hummingbird
import MaturityModel
import NIOCore
import Pages
import SurveyProtocol

/// The public pages: what is published and the report of each round, without signing in.
struct OpenPages: Sendable {
    /// Seconds for which others may keep a page.
    private static let secondsMaximum = 300

    let data: OpenData

    /// Adds the pages to a router.
    func add(to router: Router<AgentContext>) {
        let data = data
        OpenRoutes.addReading("/open", to: router) { request, context in
            let language = Self.language(request)
            return await Self.answer(data, request, context) {
                try await data.document("list \(language.code)") { data in
                    try Self.list(data, language)
                }
            }
        }
        OpenRoutes.addReading("/open/rounds/:round", to: router) { request, context in
            let language = Self.language(request)
            let raw = context.parameters.get("round") ?? ""
            let round = raw.removingPercentEncoding ?? raw
            return await Self.answer(data, request, context) {
                try await data.document("page \(language.code) \(round)") { data in
                    try Self.report(data, round, language)
                }
            }
        }
    }

    private static func language(_ request: Request) -> Language {
        request.uri.queryParameters.get("language").flatMap { Language(rawValue: $0) }
            ?? Language.preferred(request.headers[.acceptLanguage] ?? "")
    }

    private static func answer(
        _ data: OpenData, _ request: Request, _ context: AgentContext,
        _ document: () async throws -> OpenDocument
    ) async -> Response {
        let language = language(request)
        var headers = DashboardAnswer.headers(type: "text/html; charset=utf-8")
        headers[.contentLanguage] = language.code
        headers[.vary] = "Accept, Accept-Language"
        do {
            let document = try await document()
            headers[.cacheControl] = "public, max-age=\(secondsMaximum)"
            headers[.eTag] = document.tag
            if EntityTag.isKnown(document.tag, to: request) {
                return Response(status: .notModified, headers: headers)
            }
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.bytes)))
        } catch {
            guard prefersPages(request.headers[.accept] ?? "") else {
                return AdministrationAnswer.problem(error, logger: context.logger)
            }
            let words = FaultWords(error, logger: context.logger)
            let page = fault(words, data, language)
            return Response(
                status: HTTPResponse.Status(code: words.status), headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: page)))
        }
    }

    /// Whether what asks would rather show a page than read a coded problem.
    static func prefersPages(_ accept: String) -> Bool {
        func weight(_ wanted: (Substring) -> Bool) -> Double {
            accept.lowercased().split(separator: ",").compactMap { entry -> Double? in
                let parts = entry.split(separator: ";").map { $0.drop { $0 == " " } }
                guard let type = parts.first, wanted(type.prefix { $0 != " " }) else { return nil }
                let quality = parts.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
                return quality.map { Double($0) ?? 0 } ?? 1
            }.max() ?? 0
        }
        let page = weight { $0 == "text/html" }
        return page > 0 && page >= weight { $0.hasSuffix("json") }
    }

    private static func fault(
        _ words: FaultWords, _ data: OpenData, _ language: Language
    ) -> [UInt8] {
        let isMissing = words.code == AggregatorError.Code.snapshotUnknown.rawValue
        let title =
            isMissing
            ? language.say("Resultatet finns inte här", "The results are not here")
            : words.title(language)
        return page(title, frame(data, "/open", language), language) {
            tag("h1") { title }
            tag("p") {
                isMissing
                    ? language.say(
                        "Det är inte publicerat, eller inte längre: ett publicerat resultat"
                            + " kan dras tillbaka.",
                        "They are not published, or no longer: published results can be withdrawn.")
                    : words.advice(language)
            }
            tag("p") {
                Link(
                    language.say("Alla publicerade resultat", "All published results"),
                    to: "/open?language=\(language.code)")
            }
        }
    }

    private static func frame(_ data: OpenData, _ path: String, _ language: Language) -> Frame {
        var frame = Frame(site: language.say("Mognadsmätningar", "Maturity surveys"))
        frame.homePath = "/open?language=\(language.code)"
        frame.owner = data.settings.publisher ?? data.aggregator.settings.group
        frame.languagePaths = Language.allCases.map { ($0, "\(path)?language=\($0.code)") }
        return frame
    }

    private static func page(
        _ title: String, _ frame: Frame, _ language: Language, @HTMLBuilder content: () -> HTML
    ) -> [UInt8] {
        let page = Page(
            title: title, language: language, frame: frame, look: (.wide, .linked),
            content: content)
        return Array(page.html.source.utf8)
    }

    private static func list(_ data: OpenData, _ language: Language) throws -> [UInt8] {
        let rounds = try data.aggregator.reader.openRounds()
        let title = language.say("Publicerade resultat", "Published results")
        let series = rounds.isEmpty ? nil : try data.series()
        return page(title, frame(data, "/open", language), language) {
            tag("h1") { title }
            if rounds.isEmpty {
                tag("p") { language.say("Inget är publicerat än.", "Nothing is published yet.") }
            }
            tag("ul", .class("cards")) {
                for open in rounds.reversed() { card(open, language) }
            }
            if let series {
                tag("h2") { language.say("Över åren", "Over the years") }
                OpenSeriesChart(series, in: language)
                dataPart(language)
            }
        }
    }

    private static func card(_ open: OpenRound, _ language: Language) -> HTML {
        let name = open.questionnaire.title.text(in: language.code) + " " + open.round.id
        let place = "/open/rounds/\(open.round.id)"
        let day = (open.last?.published.text ?? "").prefix(10)
        return tag("li") {
            tag("h2") { Link(name, to: "\(place)?language=\(language.code)") }
            tag("p") {
                language.say("Publicerat \(day). ", "Published \(day). ")
                Link("CSV", to: "\(place)/results.csv")
                " · "
                Link("JSON", to: "\(place)/results.json")
            }
        }
    }

    private static func dataPart(_ language: Language) -> HTML {
        tag("p") {
            language.say(
                "Varje områdes siffra i alla publicerade mätningar: ",
                "Each area's figure in all published rounds: ")
            Link("CSV", to: "/open/series.csv")
            " · "
            Link("JSON", to: "/open/series.json")
        }
    }

    private static func report(
        _ data: OpenData, _ round: String, _ language: Language
    ) throws -> [UInt8] {
        let report = Report(try data.source(round: round, snapshot: nil), in: language)
        let place = "/open/rounds/\(report.source.header.round)"
        return page(report.title, frame(data, place, language), language) {
            tag("h1") { report.title }
            tag("p", .class("no-print")) {
                language.say("Ladda ned: ", "Download: ")
                Link("CSV", to: "\(place)/results.csv")
                " · "
                Link("JSON", to: "\(place)/results.json")
            }
            report.content
        }
    }
}
