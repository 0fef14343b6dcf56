import Formats
import MaturityModel

/// The cells of one row of a roster.
struct RosterCells {
    private let row: TableRow
    private let places: [String: Int]
    /// What is wrong with the cells themselves.
    private(set) var faults: [CSVFault] = []

    /// The cells of a row whose columns are at the given places.
    init(row: TableRow, places: [String: Int]) {
        self.row = row
        self.places = places
        if row.fields.dropFirst(places.count).contains(where: { !$0.isEmpty }) {
            faults.append(
                CSVFault(
                    line: row.line, column: places.count + 1,
                    reason: "the row has more fields than the header"))
        }
    }

    /// The organization of the row; whether it is a sound one is checked with the whole roster.
    mutating func organization() -> RosterOrganization {
        RosterOrganization(
            text("id"), name: text("name"), kind: text("kind"),
            in: RosterPlace(sector: optional("sector"), parent: optional("parent")),
            size: RosterSize(invited: number("invited"), employees: number("employees")))
    }

    /// Whom to write to, when the row says so.
    mutating func email() -> String? {
        guard let value = optional("email") else { return nil }
        if EmailAddress.isValid(value) { return value }
        faults.append(
            CSVFault(
                line: row.line, column: (places["email"] ?? 0) + 1,
                reason: "email: it is not one mail address such as name@example.org"))
        return nil
    }

    private func text(_ column: String) -> String {
        guard let place = places[column], place < row.fields.count else { return "" }
        let field = row.fields[place].drop { $0 == " " }
        return String(field.reversed().drop { $0 == " " }.reversed())
    }

    private func optional(_ column: String) -> String? {
        let value = text(column)
        return value.isEmpty ? nil : value
    }

    private mutating func number(_ column: String) -> Int? {
        let value = text(column)
        if value.isEmpty { return nil }
        let isNumber = value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        guard isNumber, let number = Int(value) else {
            faults.append(
                CSVFault(
                    line: row.line, column: (places[column] ?? 0) + 1,
                    reason: "\(column): `\(value.prefix(32))` is not a whole number"))
            return nil
        }
        return number
    }
}
