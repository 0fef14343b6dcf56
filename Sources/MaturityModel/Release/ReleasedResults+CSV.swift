extension ReleasedResults {
    private static let figureColumns = [
        "set", "n", "organizations", "expected", "mean", "byOrganization", "byRespondent",
        "byInvited", "byEmployees", "sd", "ciLow", "ciHigh", "betweenSd", "min", "q1", "median",
        "q3", "max", "invited", "responseRate", "hidden",
    ]

    /// The cells as a table (RFC 4180, UTF-8), one row a cell, in the order of the JSON form.
    ///
    /// An empty field is a figure that does not exist; why a cell is hidden stands in `hidden`.
    public func csv(header: ResultsHeader) -> [UInt8] {
        var bytes: [UInt8] = []
        let titles = questionnaire.languages.map { "title.\($0)" }
        Self.append(
            ["round", "snapshot", "audience", "node"] + titles + Self.figureColumns, to: &bytes)
        for (index, node) in questionnaire.nodes.enumerated() {
            let start =
                [header.round, String(header.snapshot), audience.rawValue, node.id]
                + questionnaire.languages.map { node.title.text(in: $0) }
            for set in table.sets.indices {
                let cell = cell(node: index, set: set)
                let figures = cell.figures.map(Self.fields) ?? Array(repeating: "", count: 19)
                let row = start + [cell.set.text] + figures + [cell.hidden?.rawValue ?? ""]
                Self.append(row, to: &bytes)
            }
        }
        return bytes
    }

    private static func fields(_ cell: Cell) -> [String] {
        let counts = [cell.n, cell.organizations, cell.expected].map { $0.map { "\($0)" } ?? "" }
        let weightings = cell.weightings
        let between = cell.between
        let numbers = [
            cell.mean, weightings?.byOrganization, weightings?.byRespondent,
            weightings?.byInvited, weightings?.byEmployees, cell.sd, cell.ci95?.low,
            cell.ci95?.high, between?.sd, between?.min, between?.q1, between?.median, between?.q3,
            between?.max,
        ]
        return counts + numbers.map(field)
            + [cell.invited.map { "\($0)" } ?? "", field(cell.responseRate)]
    }

    private static func field(_ number: Double?) -> String {
        number.map { "\($0)" } ?? ""
    }

    private static func append(_ row: [String], to bytes: inout [UInt8]) {
        for (index, field) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field, to: &bytes)
        }
        bytes += [0x0D, 0x0A]
    }

    /// A text that a spreadsheet would take for a formula gets an apostrophe in front; a number
    /// below zero is no formula.
    private static func append(_ field: String, to bytes: inout [UInt8]) {
        let starts: [UInt8] = [
            UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D,
        ]
        let isFormula = field.utf8.first.map(starts.contains) == true && Double(field) == nil
        let special: [UInt8] = [
            UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), 0x0A, 0x0D,
        ]
        let needsQuotes = field.utf8.contains(where: special.contains)
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    }
}
