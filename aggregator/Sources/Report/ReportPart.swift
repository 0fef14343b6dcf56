import MaturityModel

/// Which of a report's organizations are listed, in which order: a pure value of an address.
struct ReportPart: Sendable {
    /// What the organizations are ordered by. A list is no ranking unless somebody asks for one.
    enum Order: String, CaseIterable, Sendable {
        /// Their ids, as in the roster.
        case roster
        /// Their means of the whole, the highest first; those without a shown one come last.
        case highest
        /// The same, the lowest first.
        case lowest
    }

    /// Organizations that a file lists at most; the workbook and the data have all.
    static let fileMaximum = 400
    /// Organizations on a page.
    static let pageMaximum = 100
    /// The field of the search.
    static let searchField = "organizations"
    /// The field of the page.
    static let pageField = "page"

    /// The field of the order.
    static let orderField = "order"

    /// The page, from 1.
    var page = 1
    /// The order.
    var order = Order.roster
    /// Part of a name or id.
    var search = ""
    /// Values that the form of the search carries along.
    var fixed: [(name: String, value: String)] = []
    /// The address of another page and search; nil in a file, which has no other pages.
    var address: (@Sendable (Int, String) -> String)?

    private var rows: Int { address == nil ? Self.fileMaximum : Self.pageMaximum }

    private func found(_ all: [RosterOrganization]) -> [RosterOrganization] {
        let wanted = search.lowercased()
        guard !wanted.isEmpty else { return all }
        return all.filter {
            $0.name.lowercased().contains(wanted) || $0.id.lowercased().contains(wanted)
        }
    }

    /// How many pages the organizations fill; one at least.
    func pages(of all: [RosterOrganization]) -> Int {
        max(1, (found(all).count + rows - 1) / rows)
    }

    /// Those on the page; of a page beyond the last one those on the last.
    /// - Parameter mean: the mean of the whole of an organization as it is shown; nil when hidden.
    func organizations(
        of all: [RosterOrganization], mean: (RosterOrganization) -> Double?
    ) -> [RosterOrganization] {
        let found = ordered(found(all), by: mean)
        let pages = max(1, (found.count + rows - 1) / rows)
        return Array(found.dropFirst((min(max(1, page), pages) - 1) * rows).prefix(rows))
    }

    /// Equal ones stay in the order of the roster.
    private func ordered(
        _ all: [RosterOrganization], by mean: (RosterOrganization) -> Double?
    ) -> [RosterOrganization] {
        guard order != .roster else { return all }
        let sign = order == .highest ? -1.0 : 1.0
        let places = all.enumerated().map { (mean($1).map { $0 * sign } ?? .infinity, $0) }
        return places.sorted { $0 < $1 }.map { all[$0.1] }
    }

    /// Whether a page does not list them all.
    func isLong(_ all: [RosterOrganization]) -> Bool { !search.isEmpty || all.count > rows }
}
