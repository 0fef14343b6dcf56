import MaturityModel

/// Which of a report's organizations are listed: a pure value of an address.
struct ReportPart: Sendable {
    /// Organizations that a file lists at most; the workbook and the data have all.
    static let fileMaximum = 400
    /// Organizations on a page.
    static let pageMaximum = 100
    /// The field of the search.
    static let searchField = "organizations"
    /// The field of the page.
    static let pageField = "page"

    /// The page, from 1.
    var page = 1
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
    func organizations(of all: [RosterOrganization]) -> [RosterOrganization] {
        let found = found(all)
        let pages = max(1, (found.count + rows - 1) / rows)
        return Array(found.dropFirst((min(max(1, page), pages) - 1) * rows).prefix(rows))
    }

    /// Whether a page does not list them all.
    func isLong(_ all: [RosterOrganization]) -> Bool { !search.isEmpty || all.count > rows }
}
