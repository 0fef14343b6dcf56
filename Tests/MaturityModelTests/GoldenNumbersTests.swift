import MaturityModel
import Testing

@Suite("The golden numbers of the definition")
struct GoldenNumbersTests {
    private func open() throws -> ReleasedResults {
        DisclosureGate.release(try GoldenGroup.results(), audience: .unprotected)
    }

    @Test("organizations have the means, deviations and rates of the definition")
    func organizations() throws {
        let released = try open()
        let expected = [
            ("a", 60.0, 14.1421, 0.75, 3.0861), ("b", 45, 7.3855, 0.6, 1.3834),
            ("c", 70, 7.9057, 1, 0), ("d", 85, 5, 0.75, 1.6667),
        ]
        for (id, mean, deviation, rate, error) in expected {
            let cell = try released.figures("maturity", .organization(id))
            #expect(cell.mean == mean)
            #expect(near(cell.sd, deviation, within: 1e-5))
            #expect(near(cell.responseRate, rate))
            let interval = try #require(cell.ci95)
            let t = try #require(Self.quantiles[cell.n - 1])
            #expect(near((interval.high - interval.low) / 2, error * t, within: 1e-4))
            #expect(near((interval.high + interval.low) / 2, mean))
        }
    }

    /// 97.5 % quantiles of Student's t, from printed tables.
    static let quantiles: [Int: Double] = [2: 4.302653, 4: 2.776445, 5: 2.570582, 11: 2.200985]

    @Test("the group has one mean for each weighting")
    func weightings() throws {
        let cell = try open().figures("maturity", .group)
        let means = try #require(cell.weightings)
        #expect(cell.mean == 65)
        #expect(means.byOrganization == 65)
        #expect(near(means.byRespondent, 57.8846, within: 1e-6))
        #expect(near(means.byInvited, 55.9459, within: 1e-6))
        #expect(near(means.byEmployees, 50.4808, within: 1e-6))
        #expect(near(cell.between?.sd, 16.8325, within: 1e-6))
        #expect(cell.between?.q1 == 56.25)
        #expect(cell.between?.median == 65)
        #expect(cell.between?.q3 == 73.75)
        #expect(cell.n == 26)
        #expect(cell.organizations == 4)
        #expect(cell.expected == 4)
    }

    @Test("an aggregate's interval is there only when every organization is shown")
    func intervals() throws {
        let interval = try #require(try open().figures("maturity", .group).ci95)
        let reach = 3.182446 * 16.8325 / 2
        #expect(near(interval.low, 65 - reach, within: 1e-5))
        #expect(near(interval.high, 65 + reach, within: 1e-5))
        let hiding = DisclosureGate.release(try GoldenGroup.results(), audience: .internal)
        #expect(try hiding.figures("maturity", .group).ci95 == nil)
    }

    @Test("kinds have both means")
    func kinds() throws {
        let released = try open()
        let departments = try released.figures("maturity", .kind("department"))
        #expect(departments.weightings?.byOrganization == 52.5)
        #expect(departments.weightings?.byRespondent == 50)
        let companies = try released.figures("maturity", .kind("company"))
        #expect(companies.weightings?.byOrganization == 77.5)
        #expect(companies.weightings?.byRespondent == 75.625)
    }

    @Test("with five respondents and three organizations only the group and B are shown")
    func disclosure() throws {
        for audience in [Audience.internal, .public] {
            let released = DisclosureGate.release(try GoldenGroup.results(), audience: audience)
            let reasons: [RespondentSet: HiddenReason] = [
                .organization("d"): .tooFewRespondents,
                .kind("company"): .tooFewOrganizations,
                .kind("department"): .tooFewOrganizations,
                .organization("c"): .complementary,
                .organization("a"): .complementary,
            ]
            for set in released.sets {
                let cell = try released.cell("maturity", set)
                #expect(cell.hidden == reasons[set], "\(set.text)")
                #expect((cell.figures == nil) == (cell.hidden != nil))
            }
        }
    }

    @Test("70 and 30 combine to 50, 45.8258 and 30")
    func combinations() throws {
        let tens = stride(from: 0, through: 100, by: 10)
            .map { Instrument.option("\($0)", Double($0)) }
        for (combine, score) in [("mean", 50), ("geometric", 45.8258), ("minimum", 30)] {
            let items = ["x", "y"].map { id -> DocumentNode in
                [
                    "id": DocumentNode(.text(id)), "text": .english("?"),
                    "options": .values(tens),
                ]
            }
            let questionnaire = try Instrument.read(
                Instrument.document(tree: [
                    "id": "root", "title": .english("Root"),
                    "combine": DocumentNode(.text(combine)), "items": .values(items),
                ]))
            let plan = try Sample.oneRow([7, 3], questionnaire)
            #expect(near(plan, score, within: 1e-6))
        }
    }
}
