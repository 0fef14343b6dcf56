import SurveyProtocol

/// Finding one response among those that came, without ever seeing an answer.
extension Desk {
    /// A page of a list and how many rows all pages have.
    typealias Part<Row> = (rows: [Row], count: Int)

    /// The responses of an organization, the last to arrive first.
    func received(
        round id: String, organization: String, _ pages: ListPages
    ) throws -> Part<SQLiteReader.Received> {
        try principal.require(.returnResponse, on: .group)
        return try reader.received(
            round: reader.round(id).key, organization: organization, skipping: pages.skipping,
            limit: pages.rows)
    }

    /// The responses of a round that were given back, and whether each was answered.
    func givenBack(round id: String, _ pages: ListPages) throws -> Part<SQLiteReader.GivenBack> {
        try principal.require(.returnResponse, on: .group)
        return try reader.givenBack(
            round: reader.round(id).key, skipping: pages.skipping, limit: pages.rows)
    }

    /// Organizations whose name or id holds a text: of a round's roster, or of all rounds.
    func organizations(
        round id: String?, holding search: String, _ pages: ListPages
    ) throws -> Part<SQLiteReader.Named> {
        try principal.require(.readRoster, on: .group)
        return try reader.organizations(
            round: id.map { try reader.round($0).key }, holding: search,
            skipping: pages.skipping, limit: pages.rows)
    }

    /// The names of some organizations, by id.
    func names(of ids: [String]) throws -> [String: String] {
        try principal.require(.readRoster, on: .group)
        return try reader.names(of: ids)
    }
}

/// Which part of a long list is wanted.
struct ListPages: Equatable, Sendable {
    /// The page, from 1.
    let page: Int
    /// Rows on a page.
    let rows: Int

    /// The last page that is looked for; an address can ask for any number.
    private static let pageMaximum = 1_000_000

    /// Rows before the page.
    var skipping: Int { (min(max(1, page), Self.pageMaximum) - 1) * rows }

    /// How many pages so many rows fill; one at least.
    func pages(of count: Int) -> Int { max(1, (count + rows - 1) / rows) }
}

extension Desk {
    /// The newest stored revision of a response of a round.
    /// - Throws: `response-unknown`, also when it is of another round.
    func response(_ id: String, round: String) throws -> SQLiteReader.StoredRevision {
        try principal.require(.returnResponse, on: .group)
        let key = try reader.round(round).key
        guard let found = try ResponseID(id).flatMap({ try reader.newest($0) }),
            found.round == key
        else {
            throw AggregatorError(
                .responseUnknown, "there is no response \(id.prefix(64))",
                hint: "choose it in the list of the round's responses")
        }
        return found
    }
}
