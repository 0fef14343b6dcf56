extension ReleasedResults {
    /// The sets that quality, balance and types are given for: all but units.
    var largeSets: Range<Int> { 0..<table.unitStart }

    /// How far the results can be trusted, as the audience may see it.
    public var quality: Quality {
        Quality(
            dontKnow: dontKnow(), reliability: reliability(), agreement: agreement(),
            intraclass: intraclass(), straightLined: straightLined(),
            droppedAnswers: results.droppedAnswers)
    }

    private func dontKnow() -> [DontKnowShare] {
        let counter = DontKnowCounter(results)
        return questionnaire.nodes.indices.flatMap { node in
            let sums = results.organizations.map { counter.sums($0.counts, node) }
            return largeSets.map { set in
                let reason = verdict(row: node, set).reason
                let figures = reason == nil ? share(sums, node, set) : nil
                return DontKnowShare(
                    node: questionnaire.nodes[node].id, set: table.sets[set], share: figures,
                    hidden: reason)
            }
        }
    }

    private func share(
        _ sums: [(dontKnow: Int, answers: Int)], _ node: Int, _ set: Int
    ) -> Double? {
        if !table.isAggregate(set) {
            let index = set - table.organizationStart
            // Nobody has a score, so the minimum number of respondents protects nobody.
            if protects, results.organizations[index].moments[node].n == 0 { return nil }
        }
        var dontKnow = 0
        var answers = 0
        for index in organizations(of: set) {
            dontKnow += sums[index].dontKnow
            answers += sums[index].answers
        }
        return answers > 0 ? ratio(Double(dontKnow) / Double(answers)) : nil
    }

    func organizations(of set: Int) -> [Int] {
        table.isAggregate(set) ? table.members[set] : [set - table.organizationStart]
    }

    /// A share or coefficient: whole percent for the public.
    func ratio(_ number: Double) -> Double {
        audience == .public ? Cell.whole(number * 100) / 100 : number
    }

    /// A score or difference of scores: whole percent for the public.
    func score(_ number: Double) -> Double {
        audience == .public ? Cell.whole(number) : number
    }

    private func reliability() -> [Reliability] {
        zip(questionnaire.categories, results.reliability).map { category, sums in
            let reason = verdict(row: category, 0).reason
            let n = sums.total.n
            let alpha = n >= Reliability.casesMinimum ? sums.alpha : nil
            return Reliability(
                node: questionnaire.nodes[category].id, items: sums.items.count,
                n: reason == nil ? n : nil, alpha: reason == nil ? alpha.map(ratio) : nil,
                hidden: reason)
        }
    }

    private func agreement() -> [Agreement] {
        questionnaire.categories.flatMap { category in
            roster.organizations.indices.map { index in
                let reason = verdict(row: category, table.organizationStart + index).reason
                let scored = results.organizations[index].moments[category].n > 0
                let rwg = reason == nil && scored ? rwg(category, index) : nil
                return Agreement(
                    node: questionnaire.nodes[category].id,
                    organization: roster.organizations[index].id, rwg: rwg.map(ratio),
                    hidden: reason)
            }
        }
    }

    private func rwg(_ category: Int, _ organization: Int) -> Double? {
        let counts = results.organizations[organization].counts
        let ratios = questionnaire.nodes[category].items.compactMap { item in
            AgreementIndex.ratio(
                questionnaire.items[item],
                counts[
                    countOffsets[
                        item]..<(countOffsets[item]
                        + questionnaire.items[item].options.count)])
        }
        return AgreementIndex.rwg(ratios)
    }

    private func intraclass() -> IntraclassCorrelation {
        // Of the shown organizations, like order statistics: of all, it would be one more equation
        // over the hidden ones.
        let shown = roster.organizations.indices.filter {
            verdict(row: 0, table.organizationStart + $0).reason == nil
        }
        let split = VarianceSplit(shown.map { results.organizations[$0].moments[0] })
        var reason = verdict(row: 0, 0).reason
        if protects, split.organizations < results.settings.minimumOrganizations {
            reason = reason ?? .tooFewOrganizations
        }
        let isShown = reason == nil
        return IntraclassCorrelation(
            node: questionnaire.nodes[0].id,
            organizations: isShown ? split.organizations : nil,
            icc1: isShown ? split.icc1.map(ratio) : nil,
            icc2: isShown ? split.icc2.map(ratio) : nil, hidden: reason)
    }

    private func straightLined() -> [StraightLined] {
        largeSets.map { set in
            let reason = verdict(row: 0, set).reason
            var count = 0
            var responses = 0
            for index in organizations(of: set) {
                count += results.organizations[index].straightLined
                responses += results.organizations[index].responses
            }
            // Without a score at the root the minimum number of respondents protects nobody.
            let protected =
                protects && !table.isAggregate(set)
                && results.organizations[set - table.organizationStart].moments[0].n == 0
            let isShown = reason == nil && !protected
            return StraightLined(
                set: table.sets[set], count: isShown ? count : nil,
                responses: isShown ? responses : nil, hidden: reason)
        }
    }
}
