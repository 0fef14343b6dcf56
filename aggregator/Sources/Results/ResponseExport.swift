import Crypto
import Formats
import Foundation
import MaturityModel
import SurveyProtocol

/// Every stored response of a round as lines, a piece at a time, with an end that says it is whole.
///
/// The last line holds the number of rows and the SHA-256 of every byte before it; an export
/// without it was cut short. Memory does not grow with the number of responses.
struct ResponseExport {
    /// The forms of an export.
    enum Format: String, CaseIterable, Sendable {
        /// One JSON object a line: place, receipt, and the sealed response as it arrived.
        case ndjson
        /// One row a response: identity, unit, and the option of every background question
        /// and item.
        case csv

        /// The media type.
        var mediaType: String { self == .ndjson ? "application/x-ndjson" : "text/csv" }
    }

    /// Responses that are read at a time.
    static let pageRows = 500

    private let reader: SQLiteReader
    private let round: StoredRound
    private let format: Format
    private let background: [String]
    private let items: [Item]
    private let last: Int64
    private var after: Int64 = 0
    private var rows = 0
    private var hash = SHA256()
    private var step = Step.header

    private enum Step {
        case header, rows, trailer, done
    }

    /// An export of what is stored at this moment.
    init(reader: SQLiteReader, round: StoredRound, format: Format) throws {
        self.reader = reader
        self.round = round
        self.format = format
        let questionnaire = try QuestionnaireFile.stored(
            reader.questionnaire(round.questionnaire))
        background = questionnaire.background.map(\.id)
        items = questionnaire.items
        last = try reader.lastSequence()
    }

    /// The next piece; nil after the last.
    mutating func next() throws -> [UInt8]? {
        var piece: [UInt8] = []
        switch step {
        case .header:
            step = .rows
            guard format == .csv else { return try next() }
            CSVText.append(row: Self.columns + background + items.map(\.id), to: &piece)
        case .rows:
            let page = try reader.exportPage(
                round: round.key, after: after, through: last, limit: Self.pageRows)
            guard let end = page.last else {
                step = .trailer
                return try next()
            }
            after = end.sequence
            rows += page.count
            for row in page { try append(row, to: &piece) }
        case .trailer:
            step = .done
            return trailer()
        case .done: return nil
        }
        hash.update(data: piece)
        return piece
    }

    private static let columns = [
        "sequence", "receivedAt", "id", "revision", "digest", "organization", "unit",
    ]

    private func append(_ row: SQLiteReader.ExportRow, to piece: inout [UInt8]) throws {
        let id = ResponseID(bytes: Array(row.id))?.description ?? ""
        let digest = Digest(bytes: row.digest)?.description ?? ""
        switch format {
        case .ndjson:
            // The identifiers are plain ASCII, the response is sealed JSON without line feeds.
            let head =
                #"{"sequence":\#(row.sequence),"receivedAt":"\#(row.received.text)","#
                + #""digest":"\#(digest)","response":"#
            piece += Array(head.utf8)
            piece += row.bytes
            piece += [0x7D, 0x0A]
        case .csv:
            guard let codes = row.codes, codes.count == items.count else {
                throw AggregatorError(
                    .dataDamaged,
                    "answers of round \(round.id) are missing or altered in the store",
                    hint: "`verify \(round.id)` names the responses; `--format ndjson` exports them"
                        + " as they were sealed; restore the last backup")
            }
            let answers = items.indices.map { index -> String in
                let place = Int(codes[codes.startIndex + index])
                let options = items[index].options
                return place < options.count ? options[place].code : ""
            }
            CSVText.append(
                row: [
                    "\(row.sequence)", row.received.text, id, "\(row.revision)", digest,
                    row.organization, row.unit ?? "",
                ] + backgroundCodes(row) + answers, to: &piece)
        }
    }

    /// The code of every background question, from the sealed bytes; aggregation has none of them.
    private func backgroundCodes(_ row: SQLiteReader.ExportRow) -> [String] {
        guard !background.isEmpty else { return [] }
        let bytes = Array(row.bytes)
        var parser = ResponseParser()
        var codes: [String: String] = [:]
        if (try? parser.parse(bytes.span)) != nil {
            for answer in parser.fields.background {
                codes[answer.item.text(in: bytes.span)] = answer.code.text(in: bytes.span)
            }
        }
        return background.map { codes[$0] ?? "" }
    }

    private func trailer() -> [UInt8] {
        let digest = Hexadecimal.text(hash.finalize())
        return switch format {
        case .ndjson: Array(#"{"rows":\#(rows),"sha256":"\#(digest)"}"#.utf8) + [0x0A]
        case .csv: Array("# rows=\(rows) sha256=\(digest)\r\n".utf8)
        }
    }
}
