import Formats
import MaturityModel

/// Reads a roster from a file in CSV form or a workbook:
/// `id,name,kind,sector,parent,invited,employees`, and if somebody is to be reminded, `email`,
/// which is kept beside the roster and is no part of it.
enum RosterFile {
    private static let columns = [
        "id", "name", "kind", "sector", "parent", "invited", "employees", "email",
    ]
    private static let required = ["id", "name", "kind"]
    private static let bytesMaximum = 64 * 1_048_576
    private static let faultsMaximum = 50

    /// The organizations of a roster file.
    /// - Throws: `file-unreadable`, `roster-invalid` with every fault: line, column, reason.
    static func read(path: String) throws -> Roster {
        try read(DurableFile.read(path, bytesMaximum: bytesMaximum), name: path)
    }

    /// The same of bytes that are called by a name in faults.
    static func read(_ bytes: [UInt8], name: String) throws -> Roster {
        let reading: (roster: Roster?, faults: [CSVFault])
        do throws(TableFault) {
            reading = try read(bytes)
        } catch {
            switch error {
            case .text(let fault): throw invalid(name, [fault])
            case .workbook(let fault):
                throw AggregatorError(
                    .rosterInvalid, "the roster \(name) cannot be read: \(fault.reason)",
                    hint: "save it as .xlsx or as CSV UTF-8; nothing was created")
            }
        }
        guard let roster = reading.roster else { throw invalid(name, reading.faults) }
        return roster
    }

    /// The organizations of a roster, or every fault of its rows.
    static func read(
        _ bytes: [UInt8]
    ) throws(TableFault) -> (roster: Roster?, faults: [CSVFault]) {
        let rows = try TableFile.read(bytes).rows
        guard let header = rows.first else {
            throw .text(CSVFault(line: 1, column: 1, reason: "the file is empty"))
        }
        let places = try places(of: header)
        var organizations: [RosterOrganization] = []
        var lines: [Int] = []
        var faults: [CSVFault] = []
        for row in rows.dropFirst() where !row.isEmpty {
            var cells = RosterCells(row: row, places: places)
            organizations.append(cells.organization())
            lines.append(row.line)
            _ = cells.email()
            faults += cells.faults
        }
        if organizations.isEmpty {
            faults.append(
                CSVFault(line: header.line + 1, column: 1, reason: "there is no organization"))
        }
        do throws(RosterFaults) {
            let roster = try Roster(organizations)
            return (faults.isEmpty ? roster : nil, faults)
        } catch {
            faults += error.faults.map { fault in
                CSVFault(
                    line: fault.index < lines.count ? lines[fault.index] : header.line,
                    column: (places[fault.column] ?? 0) + 1,
                    reason: "\(fault.column): \(fault.message); \(fault.hint)")
            }
        }
        return (nil, faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }

    /// Whom to write to, by organization; nil when the file has no column for it.
    ///
    /// Of bytes that `read` has found sound.
    static func emails(_ bytes: [UInt8]) throws -> [String: String]? {
        let rows = try TableFile.read(bytes).rows
        guard let header = rows.first, case let places = try places(of: header),
            places["email"] != nil
        else { return nil }
        var emails: [String: String] = [:]
        for row in rows.dropFirst() where !row.isEmpty {
            var cells = RosterCells(row: row, places: places)
            if let email = cells.email() { emails[cells.organization().id] = email }
        }
        return emails
    }

    /// The same of a file.
    static func emails(path: String) throws -> [String: String]? {
        try emails(DurableFile.read(path, bytesMaximum: bytesMaximum))
    }

    private static func places(of header: TableRow) throws(TableFault) -> [String: Int] {
        var places: [String: Int] = [:]
        // Spreadsheet programs write empty columns after the last one that was ever touched.
        let last = header.fields.lastIndex { $0.contains { $0 != " " } } ?? -1
        for (place, field) in header.fields.prefix(last + 1).enumerated() {
            let name = field.lowercased().filter { $0 != " " }
            guard columns.contains(name), places[name] == nil else {
                throw .text(
                    CSVFault(
                        line: header.line, column: place + 1,
                        reason: "`\(field.prefix(64))` is not a column of a roster, or is there "
                            + "twice; the columns are \(columns.joined(separator: ","))"))
            }
            places[name] = place
        }
        for name in required where places[name] == nil {
            throw .text(
                CSVFault(
                    line: header.line, column: 1, reason: "the column `\(name)` is missing"))
        }
        return places
    }

    private static func invalid(_ path: String, _ faults: [CSVFault]) -> AggregatorError {
        var reasons = faults.prefix(faultsMaximum).map { fault in
            "\(path):\(fault.line):\(fault.column): \(fault.reason)"
        }
        if faults.count > faultsMaximum {
            reasons.append("and \(faults.count - faultsMaximum) more")
        }
        return AggregatorError(
            .rosterInvalid, "the roster has faults:\n" + reasons.joined(separator: "\n"),
            hint: "mend the lines named above (line:field); nothing was created")
    }
}
