import Foundation
import MaturityModel
import Pages

/// The forms in which results leave as a file.
enum ResultsFile: String, CaseIterable, Sendable {
    case json, csv, xlsx, html

    /// The type for HTTP.
    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .html: "text/html; charset=utf-8"
        }
    }

    /// Whether it shows the trend, which takes both rounds to be computed anew.
    var hasTrend: Bool { self != .csv }

    /// Threads that a large file is made with.
    private var lanes: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// The file's bytes. Blocks: not for a cooperative thread.
    /// - Throws: `export-failed`.
    func bytes(_ source: ReportSource, in language: Language, group: String) throws -> [UInt8] {
        switch self {
        case .json: source.released.json(header: source.header, lanes: lanes) + [0x0A]
        case .csv: source.released.csv(header: source.header)
        case .xlsx: try ResultsWorkbook.bytes(Report(source, in: language))
        case .html: Report(source, in: language).document(group: group)
        }
    }

    /// The language that was asked for, or else the questionnaire's first that pages speak.
    static func language(_ asked: Language?, of questionnaire: Questionnaire) -> Language {
        asked ?? questionnaire.languages.compactMap(Language.init(rawValue:)).first ?? .english
    }
}
