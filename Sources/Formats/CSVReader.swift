/// Reads a table in CSV form (RFC 4180) row by row: UTF-8, or UTF-16 that begins with its mark.
///
/// Takes what spreadsheets write: a byte order mark, line ends of any system, and `;` or a tab as
/// separator when the first line has it and no comma. Empty lines are skipped.
public struct CSVReader {
    private let bytes: [UInt8]
    private let separator: UInt8
    private var position: Int
    private var line = 1
    private var lineStart: Int

    /// A reader of the bytes of a whole table.
    /// - Throws: a fault when they are neither UTF-8 nor UTF-16 with its mark: which of many other
    ///   encodings it is cannot be told, and a guess would spoil names.
    public init(_ bytes: [UInt8]) throws(CSVFault) {
        let bytes = try Self.text(bytes)
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        lineStart = position
        separator = Self.separator(of: bytes[position...])
    }

    /// The next row, or nil after the last one.
    /// - Throws: a fault at a quotation mark that is misplaced or never closed.
    public mutating func next() throws(CSVFault) -> TableRow? {
        while position < bytes.count, isLineEnd(bytes[position]) { endLine() }
        guard position < bytes.count else { return nil }
        let firstLine = line
        var fields: [String] = []
        while true {
            fields.append(try field())
            guard position < bytes.count else { break }
            if bytes[position] == separator {
                position += 1
                continue
            }
            endLine()
            break
        }
        return TableRow(line: firstLine, fields: fields)
    }

    private mutating func field() throws(CSVFault) -> String {
        guard position < bytes.count, bytes[position] == 0x22 else { return try plainField() }
        let opening = (line, column(at: position))
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x22 {
                guard position + 1 < bytes.count, bytes[position + 1] == 0x22 else { break }
                position += 1
            }
            text.append(byte)
            position += 1
            if byte == 0x0A {
                line += 1
                lineStart = position
            }
        }
        guard position < bytes.count else {
            throw CSVFault(
                line: opening.0, column: opening.1, reason: "a quotation mark is never closed")
        }
        position += 1
        if position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
            throw fault("something follows a closing quotation mark")
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func plainField() throws(CSVFault) -> String {
        let start = position
        while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
            if bytes[position] == 0x22 { throw fault("a quotation mark inside an unquoted field") }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func endLine() {
        if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
            position += 1
        }
        position += 1
        line += 1
        lineStart = position
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private func column(at position: Int) -> Int {
        String(decoding: bytes[lineStart..<position], as: UTF8.self).count + 1
    }

    private func fault(_ reason: String) -> CSVFault {
        CSVFault(line: line, column: column(at: position), reason: reason)
    }

    /// The separator that the first line has outside quotation marks; a comma before others.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        var found: Set<UInt8> = []
        var isQuoted = false
        for byte in bytes {
            if byte == 0x22 { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D { break }
            found.insert(byte)
        }
        return [0x2C, 0x3B, 0x09].first(where: found.contains) ?? 0x2C
    }

    /// The text in UTF-8.
    private static func text(_ bytes: [UInt8]) throws(CSVFault) -> [UInt8] {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        if isLittle || bytes.starts(with: [0xFE, 0xFF]) {
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
                UInt16(bytes[isLittle ? place + 1 : place]) << 8
                    | UInt16(bytes[isLittle ? place : place + 1])
            }
            guard bytes.count.isMultiple(of: 2),
                let text = String(validating: units, as: UTF16.self)
            else {
                throw CSVFault(line: 1, column: 1, reason: "the text is damaged UTF-16; \(advice)")
            }
            return Array(text.utf8)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            let (line, column) = placeOfInvalidText(bytes)
            throw CSVFault(line: line, column: column, reason: "the text is not UTF-8; \(advice)")
        }
        return bytes
    }

    private static let advice = "save it from Excel as \u{201C}CSV UTF-8\u{201D} or as .xlsx"

    /// Line and column of the first byte that is not UTF-8.
    private static func placeOfInvalidText(_ bytes: [UInt8]) -> (Int, Int) {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var valid = String.UnicodeScalarView()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            // A byte order mark is no character of the first line.
            if valid.isEmpty, scalar == "\u{FEFF}" { continue }
            valid.append(scalar)
        }
        let lines = String(valid).split(omittingEmptySubsequences: false) {
            $0 == "\n" || $0 == "\r" || $0 == "\r\n"
        }
        return (lines.count, (lines.last?.count ?? 0) + 1)
    }
}
