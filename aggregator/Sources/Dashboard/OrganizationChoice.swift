import Pages

/// The organizations that one can choose from: all when they are few, else those that are found.
struct OrganizationChoice: Sendable {
    /// Organizations in a list that opens.
    static let rowsMaximum = 200
    /// The field of the search, on pages that choose an organization.
    static let searchField = "find"

    /// Part of a name or id.
    let search: String
    /// Those that can be chosen, by name.
    let rows: [SQLiteReader.Named]
    /// How many there are.
    let count: Int

    /// Whether one has to search to reach them all.
    var isLong: Bool { count > rows.count || !search.isEmpty }
}

extension DashboardCall {
    /// What one can choose from: a round's organizations, or those of all rounds.
    func organizationChoice(round: String?) throws -> OrganizationChoice {
        let written = query(OrganizationChoice.searchField) ?? field(OrganizationChoice.searchField)
        let search = String(written.prefix(FollowUpView.searchMaximum))
        let found = try desk().organizations(
            round: round, holding: search,
            ListPages(page: 1, rows: OrganizationChoice.rowsMaximum))
        return OrganizationChoice(search: search, rows: found.rows, count: found.count)
    }

    /// A form that finds organizations by name, where there are many; it stands before the form
    /// that chooses one.
    func finder(_ choice: OrganizationChoice, at path: String) -> HTML {
        guard choice.isLong else { return .empty }
        return HTML([
            tag(
                "form", .class("filters"), Attribute("method", "get"), .action(path),
                Attribute("role", "search")
            ) {
                TextField(
                    OrganizationChoice.searchField,
                    label: say(
                        "Hitta en organisation: namn eller id", "Find an organization: name or id")
                ).with {
                    $0.value = choice.search
                    $0.lengthMaximum = FollowUpView.searchMaximum
                }
                Button(say("Sök", "Search"), weight: .secondary)
            },
            tag("p", .class("hint")) { found(choice) },
        ])
    }

    private func found(_ choice: OrganizationChoice) -> String {
        choice.count > choice.rows.count
            ? say(
                "\(choice.count) organisationer, de första \(choice.rows.count) går att välja. Sök"
                    + " för att nå de andra.",
                "\(choice.count) organizations, of which the first \(choice.rows.count) can be"
                    + " chosen. Search to reach the others.")
            : language.count(
                choice.count, swedish: ("organisation", "organisationer"),
                english: ("organization", "organizations"))
    }

    /// The list that opens, of organizations by name.
    /// - Parameters:
    ///   - chosen: an id; also one that the search did not find stays chosen.
    ///   - none: what stands for no organization.
    func organizationField(
        _ choice: OrganizationChoice, label: String, chosen: String, none: String
    ) -> Select {
        var options = choice.rows.map { row in
            (value: row.id, label: row.name == row.id ? row.name : "\(row.name) (\(row.id))")
        }
        if !chosen.isEmpty, !options.contains(where: { $0.value == chosen }) {
            options.insert((chosen, chosen), at: 0)
        }
        return Select(
            "organization", label: label, options: [(value: "", label: none)] + options,
            chosen: chosen)
    }

    /// An organization by its name, with its id where that is something else.
    func organization(_ id: String, _ names: [String: String]) -> HTML {
        guard let name = names[id], name != id else { return HTML(id) }
        return HTML([HTML(name), tag("span", .class("row-id")) { " \(id)" }])
    }
}
