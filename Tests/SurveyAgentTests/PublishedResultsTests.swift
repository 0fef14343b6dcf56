import Pages
import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("The group's published figures at the agent")
struct PublishedResultsTests {
    private static func figures(_ snapshot: Int = 1, mean: Double = 57) -> PublishedFigures {
        let sets: [(set: String, shift: Double)] = [
            ("group", 0), ("kind:company", 3), ("kind:department", -4),
        ]
        return PublishedFigures(
            snapshot: snapshot, digest: Digest.of([1]), publishedAt: "2026-05-04T08:00:00Z",
            figures: ["root", "one", "two"].flatMap { node in
                sets.map { entry in
                    let isHidden = node == "two" && entry.set != "group"
                    return PublishedFigure(
                        node: node, set: entry.set, mean: isHidden ? nil : mean + entry.shift,
                        organizations: isHidden ? nil : 9,
                        hidden: isHidden ? "too-few-organizations" : nil)
                }
            })
    }

    private static func round(_ state: RoundState) -> RoundSummary {
        var round = Fixture.round("2026", state)
        round.organizationKind = "department"
        return round
    }

    /// An agent of which so many responses are handed in, on a disk that a sync has been at.
    private func site(
        responses count: Int, _ state: RoundState, _ figures: PublishedFigures?
    ) throws -> FormSite {
        let disk = MemoryDisk()
        let site = try FormVisit.site(disk, rounds: [Self.round(state)])
        let responses = try Fixture.responses(count, device: Fixture.device())
        _ = try site.agent.spool.seal(responses, round: "2026")
        if let figures {
            try Home(disk: disk).save(PublishedCopy(tag: nil, figures: figures), round: "2026")
        }
        return site
    }

    private func page(_ site: FormSite) -> String {
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026/results")
        return visit.page
    }

    private func text(_ site: FormSite, _ language: String = "en") throws -> String {
        let round = try site.agent.round("2026")
        let results = try OwnResults.compute(round, before: nil, agent: site.agent)
        return ResultsText(results, language).lines.joined(separator: "\n")
    }

    @Test("They are fetched once, kept, asked about with their tag, and replaced by newer ones")
    func fetched() throws {
        let setting = try SyncSetting(waiting: 1, rounds: [Self.round(.published)])
        setting.server.published = Self.figures()
        #expect(try setting.run().leftover == nil)
        #expect(setting.home.published("2026")?.figures == Self.figures())
        let tag = try #require(setting.home.published("2026")?.tag)
        try setting.home.save(
            PublishedCopy(tag: tag, figures: Self.figures(1, mean: 12)), round: "2026")
        _ = try setting.run()
        let same = setting.home.published("2026")?.figures
        #expect(same == Self.figures(1, mean: 12), "what is the same is not sent again")
        setting.server.published = Self.figures(2, mean: 60)
        _ = try setting.run()
        #expect(setting.home.published("2026")?.figures.snapshot == 2)
    }

    @Test("What was withdrawn is forgotten at the next sync, with or without the round's state")
    func withdrawn() throws {
        for isClosed in [true, false] {
            let setting = try SyncSetting(waiting: 1, rounds: [Self.round(.published)])
            setting.server.published = Self.figures()
            _ = try setting.run()
            #expect(setting.home.published("2026") != nil)
            setting.server.published = nil
            if isClosed { setting.server.rounds = [Self.round(.closed)] }
            _ = try setting.run()
            #expect(setting.home.published("2026") == nil)
            #expect(try setting.disk.list("published").isEmpty)
        }
    }

    @Test("Nothing is asked for while a round is open or closed")
    func notAsked() throws {
        for state in [RoundState.open, .closed] {
            let setting = try SyncSetting(waiting: 1, rounds: [Self.round(state)])
            setting.server.published = Self.figures()
            _ = try setting.run()
            #expect(!setting.server.paths.contains(Path.results("2026")))
            #expect(setting.home.published("2026") == nil)
        }
    }

    @Test(
        "An aggregator without this address is no fault, and an answer of no use is left for later")
    func failing() throws {
        let setting = try SyncSetting(waiting: 1, rounds: [Self.round(.published)])
        setting.server.published = Self.figures()
        setting.server.pathMishaps[Path.results("2026")] = .problem(.notFound)
        let old = try setting.run()
        #expect(old.fault == nil && old.leftover == nil)
        setting.server.pathMishaps[Path.results("2026")] = .captivePortal
        let damaged = try setting.run()
        #expect(damaged.fault == nil && damaged.leftover != nil)
        #expect(damaged.summary.accepted == 0 && setting.server.reports.count == 2)
        #expect(setting.home.published("2026") == nil)
    }

    @Test("A copy that cannot be read, or was cut, is fetched again")
    func damagedCopy() throws {
        let setting = try SyncSetting(waiting: 1, rounds: [Self.round(.published)])
        setting.server.published = Self.figures()
        _ = try setting.run()
        try setting.disk.place([DiskFile(path: "published/2026.json", bytes: [0x7B])])
        #expect(setting.home.published("2026") == nil)
        _ = try setting.run()
        #expect(setting.home.published("2026")?.figures == Self.figures())
    }

    @Test("The page and the text show the group's figure and the kind's beside the own one")
    func besides() throws {
        let site = try site(responses: 6, .published, Self.figures())
        let page = page(site)
        for word in ["The whole group", "Departments", "57 %", "53 %", "not shown"] {
            #expect(page.contains(word), "\(word)")
        }
        #expect(!page.contains("Companies") && page.contains("bar-mark-line"))
        let text = try text(site)
        #expect(text.contains("The whole group") && text.contains("Departments"))
        let row = try #require(text.split(separator: "\n").first { $0.contains("Two") })
        #expect(row.contains("57 %") && row.hasSuffix("not shown"))
        #expect(try self.text(site, "sv").contains("Hela gruppen"))
    }

    @Test(
        "The group is shown when the own figures are hidden, and the own when it is not published")
    func onlyOne() throws {
        let few = try site(responses: 2, .published, Self.figures())
        let page = page(few)
        #expect(page.contains("The result is not shown yet.") && page.contains("57 %"))
        #expect(try text(few).contains("57 %"))
        let unpublished = try site(responses: 6, .closed, Self.figures())
        #expect(self.page(unpublished).contains("results are not published"))
        #expect(!self.page(unpublished).contains("57 %"))
        #expect(try text(unpublished).contains("results are not published"))
        let awaited = try site(responses: 6, .published, nil)
        #expect(self.page(awaited).contains("fetched at the next contact"))
    }

    @Test("Machine output has every published figure, and says what is known of them")
    func report() throws {
        let site = try site(responses: 6, .published, Self.figures())
        let results = try OwnResults.compute(
            site.agent.round("2026"), before: nil, agent: site.agent)
        let report = ResultsReport(results, round: "2026")
        #expect(report.standing == "fetched" && report.published?.snapshot == 1)
        #expect(report.areas.map(\.node) == ["root", "one", "two"])
        #expect(report.areas.allSatisfy { $0.published.count == 3 })
        #expect(report.areas[0].mean != nil && report.responses == 6)
    }

    @Test("A published round says so, in both languages")
    func state() throws {
        let visit = FormVisit.coordinator(try site(responses: 1, .published, nil))
        visit.get("/")
        #expect(visit.page.contains("Results published"))
        visit.get("/rounds/2026")
        #expect(visit.page.contains("The results are published."))
        #expect(RoundsText.line(Self.round(.published), nil).contains("results published"))
    }

    @Test("Categories with the same figure share a place, and none is called the strongest alone")
    func ties() throws {
        let disk = MemoryDisk()
        let site = try FormVisit.site(disk)
        let sealer = try Fixture.sealer(Fixture.device())
        let responses = try (0..<6).map { number in
            var answers = AnswerSet(of: sealer.questionnaire)
            answers.items = [1, 1, 1]
            let response = sealer.response(
                answers, token: try Fixture.key().token(round: "2026", label: "p\(number)"),
                as: sealer.succession(of: nil), startedAt: sealer.device.timestamp)
            return (response.id, response.revision, response.sealed())
        }
        _ = try site.agent.spool.seal(responses, round: "2026")
        #expect(page(site).contains("2 areas have the same figure, 50 %"))
        let text = try text(site)
        #expect(text.contains("Strongest: 2 areas with the same figure, 50 %"))
        #expect(!text.contains("Strongest: One"))
    }
}
