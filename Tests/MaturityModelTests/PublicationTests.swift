import Testing

@testable import MaturityModel

@Suite("Publishing a snapshot after others")
struct PublicationTests {
    private func organization(_ id: String, _ count: Int) -> ScoreRound.Organization {
        ScoreRound.Organization(
            id: id, scores: (0..<count).map { 50 + 5 * ($0 % 3) })
    }

    private func released(
        _ organizations: [ScoreRound.Organization], mode: RoundMode = .respondents
    ) throws -> ReleasedResults {
        var round = ScoreRound(organizations: organizations)
        round.mode = mode
        return DisclosureGate.release(try round.results(), audience: .internal)
    }

    private func objections(
        _ before: [ScoreRound.Organization], _ after: [ScoreRound.Organization]
    ) throws -> [PublicationObjection] {
        try released(after).objections(after: [released(before)])
    }

    @Test("lets a shown cell change by five respondents or not at all")
    func smallChanges() throws {
        let before = ["a", "b", "c"].map { organization($0, 6) }
        #expect(try objections(before, before).isEmpty)
        var one = before
        one[0].scores.append(90)
        let cells = try objections(before, one).filter { $0.row == "maturity" }
        #expect(cells.map(\.set) == [.group, .kind("company"), .organization("a")])
        #expect(cells.allSatisfy { $0.reason == .smallChange })
        var five = before
        five[0].scores += [90, 90, 80, 80, 70]
        #expect(try objections(before, five).isEmpty)
        var revised = before
        revised[0].scores[0] = 100
        #expect(try objections(before, revised).contains { $0.set == .organization("a") })
        #expect(try released(one, mode: .joint).objections(after: [released(before)]).isEmpty)
    }

    @Test("is not fooled by a shown change that hides a small one behind it")
    func residues() throws {
        // k1 is shown; d, e and f and their kinds are hidden. One of them gains a respondent
        // while g gains five: the group changes by six, what is left of it by one.
        let shown = ["a", "b", "g"].map { organization($0, 9) }
        var before = shown + ["d", "e", "f"].map { organization($0, 3) }
        for index in before.indices { before[index].kind = "k\(max(1, index - 1))" }
        var after = before
        after[2].scores += [50, 50, 50, 50, 50]
        #expect(try objections(before, after).isEmpty)
        after[3].scores.append(100)
        let found = try objections(before, after)
        #expect(Set(found.map(\.set)) == [.organization("d")])
        #expect(Set(found.map(\.reason)) == [.smallChange])
    }

    @Test("finds an organization that two snapshots give away together")
    func revealed() throws {
        // Four organizations are hidden at first; then one arrives with many respondents and is
        // hidden too, for complementary reasons: the difference of the groups is its figure.
        let before =
            [organization("a", 9), organization("b", 9)]
            + ["d", "e", "f"].map { organization($0, 3) }
        let after = before + [organization("g", 6)]
        let later = try released(after)
        var earlier = after
        earlier[5].scores = []
        let first = try released(earlier)
        guard later.verdict(row: 0, try #require(later.setIndex(of: .organization("g")))) != .shown
        else {
            // Shown, it has nothing to hide.
            #expect(later.objections(after: [first]).isEmpty)
            return
        }
        #expect(later.objections(after: [first]).contains { $0.reason == .revealed })
    }

    @Test("knows what was shown before and is hidden now")
    func shownBefore() throws {
        // A and C are shown first. D and E arrive, together with five respondents or more, and
        // make A and C hide; but their figures are known, and D and E are only two.
        let before =
            ["a", "b", "c"].map { organization($0, 6) }
            + ["d", "e"].map {
                organization($0, 0)
            }
        var after = before
        after[3].scores = [90, 80, 70]
        after[4].scores = [50, 50, 55]
        let found = try objections(before, after)
        #expect(Set(found.map(\.reason)) == [.revealed])
        #expect(found.map(\.set).contains(.organization("d")))
    }

    @Test("is for a person to decide when the roster was corrected meanwhile")
    func otherRoster() throws {
        let before = ["a", "b", "c"].map { organization($0, 6) }
        let found = try objections(before, before + [organization("d", 9)])
        #expect(found.map(\.reason) == [.otherRoster])
        var moved = before
        moved[0].kind = "department"
        #expect(try objections(before, moved).map(\.reason) == [.otherRoster])
    }

    @Test("leaves nothing to an attacker who has all snapshots")
    func attack() throws {
        var published = 0
        for seed in Cases.seeds() {
            let attack = SuccessiveAttack(try SuccessiveCase.make(seed: seed))
            guard attack.isChanged, attack.objections.isEmpty else { continue }
            published += 1
            let spoils = attack.spoils()
            #expect(
                spoils.isEmpty, "\(spoils), replay: SURVEY_SEED=\(seed) SURVEY_CASES=1")
        }
        #expect(published > 0 || Cases.seeds().count < 100)
    }

    @Test("would leave something if cells were compared one by one only")
    func attackWithout() throws {
        let found = try (UInt64(1)..<400).contains { seed in
            let attack = SuccessiveAttack(try SuccessiveCase.make(seed: seed))
            let single = attack.objections.allSatisfy { $0.reason == .revealed }
            return single && !attack.spoils().isEmpty
        }
        #expect(found)
    }
}
