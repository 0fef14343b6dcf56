import Testing

@testable import MaturityModel

@Suite("Quality, balance, types and gap")
struct QualityTests {
    private let rows = [[4, 5, 4], [3, 3, 2], [2, 2, 3], [5, 4, 5], [3, 4, 3]]

    @Test("alpha of the definition's rows is 0.870968")
    func alpha() {
        var sums = ReliabilitySums(itemCount: 3)
        for item in 0..<3 { sums.items[item] = Moments(of: rows.map { Double($0[item]) }) }
        sums.total = Moments(of: rows.map { Double($0.reduce(0, +)) })
        #expect(near(sums.alpha, 0.870968, within: 1e-6))
    }

    @Test("alpha is given from thirty complete cases on")
    func cases() throws {
        let questionnaire = try Instrument.read(
            Instrument.document(
                tree: [
                    "id": "root", "title": .english("Root"),
                    "children": [
                        [
                            "id": "c", "title": .english("C"),
                            "items": .values(
                                (0..<3).map { index in
                                    [
                                        "id": DocumentNode(.text("q\(index)")),
                                        "text": .english("?"), "scale": "five",
                                    ]
                                }),
                        ]
                    ],
                ], scales: ["five": Instrument.fiveSteps]))
        let six = (0..<6).flatMap { _ in rows.map { $0.map { UInt8($0 - 1) } } }
        let enough = try Sample.results(six + [[0, 0, 255]], questionnaire).quality
        #expect(enough.reliability.map(\.node) == ["c"])
        #expect(enough.reliability[0].n == 30)
        #expect(near(enough.reliability[0].alpha, 0.870968, within: 1e-6))
        let few = try Sample.results(Array(six.dropLast()), questionnaire).quality
        #expect(few.reliability[0].n == 29)
        #expect(few.reliability[0].alpha == nil)
        let agreement = try Sample.results(rows.map { $0.map { UInt8($0 - 1) } }, questionnaire)
            .quality.agreement
        #expect(near(agreement[0].rwg, 0.617647, within: 1e-6))
    }

    @Test("agreement on one item of the definition is 0.75, and 0 when worse than chance")
    func agreement() throws {
        let item = try Instrument.flat(1).items[0]
        let ratio = try #require(AgreementIndex.ratio(item, [0, 0, 1, 3, 1, 0, 0, 0]))
        #expect(near(AgreementIndex.rwg([ratio]), 0.75))
        let split = try #require(AgreementIndex.ratio(item, [2, 0, 0, 0, 2, 0, 0, 0]))
        #expect(AgreementIndex.rwg([split]) == 0)
        #expect(AgreementIndex.ratio(item, [1, 0, 0, 0, 0, 5, 0, 0]) == nil)
    }

    @Test("the golden group has the intraclass correlations of the definition")
    func intraclass() throws {
        let quality = DisclosureGate.release(
            try GoldenGroup.results(), audience: .unprotected
        ).quality
        #expect(near(quality.intraclass.icc1, 0.75384, within: 1e-5))
        #expect(near(quality.intraclass.icc2, 0.94775, within: 1e-5))
        #expect(quality.intraclass.organizations == 4)
    }

    @Test("intraclass correlations are not of hidden organizations, which they would give away")
    func hiddenIntraclass() throws {
        let golden = DisclosureGate.release(try GoldenGroup.results(), audience: .internal)
        // Only one of the four organizations is shown.
        #expect(golden.quality.intraclass.hidden == .tooFewOrganizations)
        #expect(golden.quality.intraclass.icc1 == nil)
        #expect(golden.quality.intraclass.icc2 == nil)
        #expect(golden.quality.intraclass.organizations == nil)
    }

    @Test("the share of don't know is of all answers given")
    func dontKnow() throws {
        let quality = try Sample.results(
            [[0, 5], [1, 2], [5, 7], [255, 255]], Instrument.flat(2, share: 0)
        ).quality
        let share = quality.dontKnow.first { $0.set == .organization("one") }
        #expect(near(share?.share, 2.0 / 6))
    }

    @Test("straight lines are counted from ten answers on, specials aside")
    func straightLines() throws {
        let questionnaire = try Instrument.flat(12, share: 0)
        let line = [UInt8](repeating: 3, count: 12)
        let special = [UInt8](repeating: 3, count: 10) + [5, 255]
        let short = [UInt8](repeating: 3, count: 9) + [5, 255, 255]
        let varied = [UInt8](repeating: 3, count: 11) + [2]
        let quality = try Sample.results([line, special, short, varied], questionnaire).quality
        #expect(quality.straightLined.allSatisfy { $0.count == 2 && $0.responses == 4 })
    }

    private func twoDimensions(_ tags: [DocumentNode]) throws -> Questionnaire {
        let children = tags.enumerated().map { index, tags -> DocumentNode in
            [
                "id": DocumentNode(.text("d\(index)")), "title": .english("D"),
                "items": [
                    [
                        "id": DocumentNode(.text("q\(index)")), "text": .english("?"),
                        "scale": "five", "tags": tags,
                    ]
                ],
            ]
        }
        return try Instrument.read(
            Instrument.document(
                tree: ["id": "root", "title": .english("Root"), "children": .values(children)],
                scales: ["five": Instrument.fiveSteps]))
    }

    @Test("balance is 100 less the distance, with the side that leads")
    func balance() throws {
        let questionnaire = try twoDimensions([["innovation"], ["efficiency"]])
        let figures = try Sample.results([[4, 2], [2, 2]], questionnaire).balance
        let one = try #require(figures.first { $0.set == .organization("one") })
        #expect(one.innovation == 75)
        #expect(one.efficiency == 50)
        #expect(one.balance == 75)
        #expect(one.leads == "innovation")
        let even = try Sample.results([[2, 2]], questionnaire).balance
        #expect(even.allSatisfy { $0.balance == 100 && $0.leads == nil })
        #expect(try Sample.results([[2, 2]], twoDimensions([["innovation"], []])).balance.isEmpty)
    }

    @Test(
        "types follow the first two dimensions, a cutoff counting as reached",
        arguments: [
            ([0, 1], MaturityType.a), ([2, 1], .b), ([1, 2], .c), ([2, 4], .d),
        ])
    func types(row: [UInt8], type: MaturityType) throws {
        let figures = try Sample.results([row], twoDimensions([[], []])).types
        #expect(figures.allSatisfy { $0.type == type })
        let least = row[0] <= row[1] ? "d0" : "d1"
        #expect(figures.allSatisfy { $0.bottleneck?.node == least })
        let distance = abs(Double(row[0]) - Double(row[1])) * 25
        #expect(figures.allSatisfy { near($0.bottleneck?.distance, distance) })
    }

    @Test("the gap is companies less departments with Welch's interval")
    func gap() throws {
        let open = DisclosureGate.release(try GoldenGroup.results(), audience: .unprotected)
        let gap = try #require(open.gaps.first)
        #expect(gap.kind == "company")
        #expect(gap.minus == "department")
        #expect(gap.difference == 25)
        let interval = try #require(gap.ci95)
        // Both kinds have sample variance 112.5 and two organizations: two degrees of freedom.
        let reach = 4.302652730 * 112.5.squareRoot()
        #expect(near(interval.low, 25 - reach, within: 1e-8))
        #expect(near(interval.high, 25 + reach, within: 1e-8))
        let hidden = DisclosureGate.release(try GoldenGroup.results(), audience: .internal).gaps[0]
        #expect(hidden.hidden == .tooFewOrganizations)
        #expect(hidden.difference == nil)
        #expect(hidden.ci95 == nil)
    }
}
