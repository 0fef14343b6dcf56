import Foundation
import Pages

/// Which part of a long list is looked at: a search and a page, a pure value of an address.
struct ListView: Equatable, Sendable {
    /// Rows on a page.
    static let rowsMaximum = 50

    /// Part of a name or id.
    let search: String
    /// The page, from 1.
    let page: Int

    /// The view that an address asks for.
    init(_ query: (String) -> String?) {
        search = String((query("search") ?? "").prefix(FollowUpView.searchMaximum))
        page = max(1, query("page").flatMap { Int($0) } ?? 1)
    }

    /// The query of an address that asks for another page.
    func address(page: Int) -> String {
        let part = search.isEmpty ? "" : "search=\(FormFields.encoded(search))&"
        return "?\(part)page=\(page)"
    }

    /// The rows of the page that hold what is searched for, the page, and how many pages.
    func rows<Row>(
        of all: [Row], holding texts: (Row) -> [String]
    ) -> (rows: [Row], page: Int, pages: Int) {
        let wanted = search.lowercased()
        let found =
            wanted.isEmpty
            ? all : all.filter { texts($0).contains { $0.lowercased().contains(wanted) } }
        let pages = max(1, (found.count + Self.rowsMaximum - 1) / Self.rowsMaximum)
        let page = min(page, pages)
        return (
            Array(found.dropFirst((page - 1) * Self.rowsMaximum).prefix(Self.rowsMaximum)), page,
            pages
        )
    }
}

extension DashboardCall {
    /// A form to search a list.
    func searchForm(_ view: ListView, at path: String, label: String) -> HTML {
        tag(
            "form", .class("filters"), Attribute("method", "get"), .action(path),
            Attribute("role", "search")
        ) {
            TextField("search", label: label).with {
                $0.value = view.search
                $0.lengthMaximum = FollowUpView.searchMaximum
            }
            Button(say("Sök", "Search"), weight: .secondary)
        }
    }
}
