extension ReleasedResults {
    /// The cell of an organization or unit.
    func respondents(row: Int, _ set: Int) -> Cell {
        guard set < table.unitStart else {
            let place = table.units[set - table.unitStart]
            let unit = results.organizations[place.organization].units[place.unit]
            return cell(of: unit.moments[row], population: nil)
        }
        let index = set - table.organizationStart
        let organization = roster.organizations[index]
        let figures = results.organizations[index]
        var cell = cell(of: figures.moments[row], population: organization.invited)
        setRate(&cell, responses: figures.responses, invited: organization.invited)
        return cell
    }

    private func cell(of moments: Moments, population: Int?) -> Cell {
        var cell = Cell(n: moments.n)
        cell.mean = moments.mean
        cell.sd = moments.deviation
        cell.ci95 = Interval(of: moments, population: population)
        return cell
    }

    private func setRate(_ cell: inout Cell, responses: Int, invited: Int?) {
        cell.invited = invited
        guard let invited else { return }
        cell.overInvited = responses > invited
        if invited > 0 { cell.responseRate = Double(responses) / Double(invited) }
    }

    /// The cell of the group, a kind, a sector or a parent.
    func aggregate(row: Int, _ set: Int) -> Cell {
        let members = table.members[set]
        let contributors = members.filter { results.organizations[$0].moments[row].n > 0 }
        var n = 0
        var responses = 0
        for index in members {
            n += results.organizations[index].moments[row].n
            responses += results.organizations[index].responses
        }
        var cell = Cell(n: n)
        cell.organizations = contributors.count
        cell.expected = members.count
        let invited = members.map { roster.organizations[$0].invited }
        setRate(
            &cell, responses: responses,
            invited: invited.contains(nil) ? nil : invited.reduce(0) { $0 + ($1 ?? 0) })
        guard n > 0 else { return cell }
        setMeans(&cell, contributors, row)
        let shown = contributors.filter { isShown($0, row) }
        // A function of shown means alone; with a hidden one it would be an equation about it.
        if shown.count == contributors.count {
            cell.ci95 = Interval(
                of: Moments(of: shown.map { mean(of: $0, row) }), population: nil)
        }
        let minimum = protects ? results.settings.minimumOrganizations : 1
        if shown.count >= minimum {
            cell.between = Between(of: shown.map { mean(of: $0, row) })
        }
        return cell
    }

    func isShown(_ organization: Int, _ row: Int) -> Bool {
        verdict(row: row, table.organizationStart + organization) == .shown
    }

    func mean(of organization: Int, _ row: Int) -> Double {
        results.organizations[organization].moments[row].mean ?? 0
    }

    private func setMeans(_ cell: inout Cell, _ contributors: [Int], _ row: Int) {
        // Known sizes make further equations over the hidden organizations, as many as there
        // are weightings; with them three unknowns are no protection.
        let withholds = withholding && contributors.contains { !isShown($0, row) }
        let byInvited = weighted(contributors, row) { $0.invited }
        let byEmployees = weighted(contributors, row) { $0.employees }
        if withholds {
            cell.withheld = [
                byInvited.map { _ in "byInvited" }, byEmployees.map { _ in "byEmployees" },
            ].compactMap { $0 }
        }
        let sums = contributors.reduce(0) { $0 + results.organizations[$1].moments[row].sum }
        let means = contributors.reduce(0) { $0 + mean(of: $1, row) }
        let headline = means / Double(contributors.count)
        cell.mean = headline
        cell.weightings = Weightings(
            byOrganization: headline, byRespondent: sums / Double(cell.n),
            byInvited: withholds ? nil : byInvited, byEmployees: withholds ? nil : byEmployees)
    }

    /// The mean weighted by a size, or nil when a contributor's size is unknown or all are 0.
    private func weighted(
        _ contributors: [Int], _ row: Int, _ size: (RosterOrganization) -> Int?
    ) -> Double? {
        var total = 0
        var sum = 0.0
        for index in contributors {
            guard let size = size(roster.organizations[index]) else { return nil }
            total += size
            sum += Double(size) * mean(of: index, row)
        }
        return total > 0 ? sum / Double(total) : nil
    }
}
