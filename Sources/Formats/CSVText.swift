/// Writes tables in CSV form (RFC 4180).
public enum CSVText {
    /// Appends one row with its line end, quoting what needs it.
    ///
    /// What a `CSVReader` could take for another separator, or for an empty line, is quoted too.
    public static func append(row: [String], to output: inout [UInt8]) {
        for (index, field) in row.enumerated() {
            if index > 0 { output.append(0x2C) }
            append(field, isAlone: row.count == 1, to: &output)
        }
        output += [0x0D, 0x0A]
    }

    private static func append(_ field: String, isAlone: Bool, to output: inout [UInt8]) {
        guard (isAlone && field.isEmpty) || field.utf8.contains(where: needsQuotes) else {
            output += Array(field.utf8)
            return
        }
        output.append(0x22)
        for byte in field.utf8 {
            if byte == 0x22 { output.append(0x22) }
            output.append(byte)
        }
        output.append(0x22)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x22, 0x2C, 0x3B: true
        default: false
        }
    }
}
