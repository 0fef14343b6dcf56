import MaturityModel
import Pages
import Testing

@testable import SurveyAggregator

@Suite("Results of many organizations")
struct LargeReportTests {
    private static let organizations = 500

    /// Results of many organizations with five respondents each.
    private func source() throws -> ReportSource {
        let questionnaire = try ReportFixture().questionnaire
        let roster = try Roster(
            (0..<Self.organizations).map { number in
                RosterOrganization(
                    "o-\(1_000 + number)", name: "Organization of place \(number)",
                    kind: number % 3 == 0 ? "company" : "department",
                    size: RosterSize(invited: 8, employees: 40))
            })
        var rows: [String: OrganizationAnswers] = [:]
        for (index, organization) in roster.organizations.enumerated() {
            var own = OrganizationAnswers(itemCount: questionnaire.items.count)
            for person in 0..<5 {
                own.append(row: (0..<6).map { UInt8((index + person * 3 + $0) % (2 + index % 4)) })
            }
            rows[organization.id] = own
        }
        let settings = try #require(RoundSettings())
        let results = try Aggregation.results(
            questionnaire: questionnaire, roster: roster, answers: rows, settings: settings,
            lanes: 2)
        return ReportSource(
            DisclosureGate.release(results, audience: .internal), header: ReportFixture.header,
            round: ReportFixture.round, isPublished: true)
    }

    @Test("organizations are in the order of the roster until somebody asks for another")
    func order() throws {
        let source = try source()
        let all = source.released.roster.organizations
        func means(_ order: ReportPart.Order) -> [Double?] {
            let part = ReportPart(order: order) { "/results?p=\($0)&s=\($1)" }
            return Report(source, in: .english, of: part).listed.map { organization in
                source.released.setIndex(of: .organization(organization.id)).flatMap {
                    source.released.cell(node: 0, set: $0).figures?.mean
                }
            }
        }
        let whole = all.map { organization in
            source.released.setIndex(of: .organization(organization.id)).flatMap {
                source.released.cell(node: 0, set: $0).figures?.mean
            }
        }
        let known = whole.compactMap { $0 }
        try #require(Set(known).count > 3)
        #expect(means(.roster) == Array(whole.prefix(ReportPart.pageMaximum)))
        #expect(means(.highest) == Array(known.sorted(by: >).prefix(ReportPart.pageMaximum)))
        #expect(means(.lowest) == Array(known.sorted().prefix(ReportPart.pageMaximum)))
    }

    @Test("an organization whose figure is hidden is last in either order")
    func hiddenLast() {
        let all = ["a", "b", "c"].map { RosterOrganization($0, name: $0, kind: "department") }
        for order in [ReportPart.Order.highest, .lowest] {
            let part = ReportPart(order: order)
            let ids = part.organizations(of: all) { $0.id == "a" ? nil : 50 }.map(\.id)
            #expect(ids == ["b", "c", "a"])
        }
    }

    @Test("a page lists some organizations at a time, finds the others, and stays small")
    func pages() throws {
        let source = try source()
        func page(_ number: Int, _ search: String = "") -> String {
            let part = ReportPart(page: number, search: search) { "/results?p=\($0)&s=\($1)" }
            return Report(source, in: .english, of: part).content.source
        }
        let first = page(1)
        #expect(first.utf8.count < 1_000_000, "\(first.utf8.count)")
        #expect(first.contains("cells maturity organization:o-1000 mean"))
        #expect(first.contains("cells maturity organization:o-1099 mean"))
        #expect(!first.contains("organization:o-1100"))
        #expect(first.contains("Page 1 of 5") && first.contains("/results?p=2&amp;s=#heat"))
        let last = page(2_000)
        #expect(last.contains("Page 5 of 5") && last.contains("organization:o-1499 mean"))
        let found = page(1, "PLACE 471")
        #expect(found.contains("organization:o-1471 mean") && !found.contains("o-1000 "))
        let file = Report(source, in: .english).content.source
        #expect(file.contains("Another 100 organizations are in the files for download."))
        #expect(file.contains("organization:o-1399 mean") && !file.contains("o-1400 "))
    }
}
