import Foundation
import MaturityModel
import SurveyProtocol

/// Reads questionnaires: from a file that somebody wrote, or as the store keeps them.
enum QuestionnaireFile {
    private static let bytesMaximum = 4 * 1_048_576

    /// A questionnaire with the bytes that are its identity.
    struct Reading {
        /// The questionnaire.
        let questionnaire: Questionnaire
        /// Its canonical form.
        let canonical: [UInt8]

        /// The SHA-256 of the canonical form.
        var digest: Digest { Digest.sha256(of: canonical) }
    }

    /// One fault of a file, as editors show it: `file:line:column: reason`.
    struct Fault: Equatable {
        /// Where, when known, and what, in one line.
        let text: String
        /// The line, from 1, when known.
        var line: Int?
    }

    /// The questionnaire of a file, YAML or JSON, or every fault in it.
    /// - Throws: `file-unreadable`.
    static func check(path: String) throws -> (reading: Reading?, faults: [Fault]) {
        try check(bytes: DurableFile.read(path, bytesMaximum: bytesMaximum), name: path)
    }

    /// The same of bytes that are called by a name in faults.
    static func check(bytes: [UInt8], name: String) throws -> (reading: Reading?, faults: [Fault]) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let line = Self.lineOfFault(bytes)
            let reason = "the text is not UTF-8; save the file as UTF-8"
            return (nil, [Fault(text: "\(name):\(line): \(reason)", line: line)])
        }
        let document: DocumentNode
        do {
            document = try YAMLDocument.read(text)
        } catch let fault as YAMLDocument.Fault {
            let place = "\(name):\(fault.line):\(fault.column)"
            return (nil, [Fault(text: "\(place): \(fault.reason)", line: fault.line)])
        }
        switch QuestionnaireReader.read(document) {
        case .success(let questionnaire):
            let canonical = questionnaire.document().canonicalJSON()
            return (Reading(questionnaire: questionnaire, canonical: canonical), [])
        case .failure(let failure):
            return (nil, failure.faults.map { Fault($0, path: name) })
        }
    }

    /// The line, from 1, of the first bytes that are not UTF-8.
    private static func lineOfFault(_ bytes: [UInt8]) -> Int {
        // A line feed is never part of another character, so each line is valid or not by itself.
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
    }

    /// The questionnaire of a file.
    /// - Throws: `file-unreadable`, `questionnaire-invalid` with every fault.
    static func read(path: String) throws -> Reading {
        try read(bytes: DurableFile.read(path, bytesMaximum: bytesMaximum), name: path)
    }

    /// The same of bytes that are called by a name in faults.
    static func read(bytes: [UInt8], name: String) throws -> Reading {
        let (reading, faults) = try check(bytes: bytes, name: name)
        guard let reading else {
            throw AggregatorError(
                .questionnaireInvalid,
                "the questionnaire has faults:\n" + faults.map(\.text).joined(separator: "\n"),
                hint: "mend them and look again with `survey-aggregator questionnaire check`")
        }
        return reading
    }

    /// A questionnaire from its canonical form.
    /// - Throws: `data-damaged`.
    static func stored(_ canonical: [UInt8]) throws -> Questionnaire {
        let document = try? JSONDecoder().decode(DocumentNode.self, from: Data(canonical))
        guard let document, case .success(let questionnaire) = QuestionnaireReader.read(document)
        else {
            throw AggregatorError(
                .dataDamaged, "the stored questionnaire cannot be read",
                hint: "use the version of survey-aggregator that stored it, or restore a backup")
        }
        return questionnaire
    }
}

extension QuestionnaireFile.Fault {
    fileprivate init(_ fault: QuestionnaireFault, path: String) {
        let place = fault.position.map { ":\($0.line):\($0.column)" } ?? ""
        let member = fault.path.isEmpty ? "" : "\(fault.path): "
        line = fault.position?.line
        text = "\(path)\(place): \(fault.code.rawValue): \(member)\(fault.message); \(fault.hint)"
    }
}

extension AnswerIndex {
    /// An index of a questionnaire's items and background questions.
    init(_ questionnaire: Questionnaire) {
        self.init(
            items: questionnaire.items.map { Question(id: $0.id, codes: $0.options.map(\.code)) },
            background: questionnaire.background.map {
                Question(id: $0.id, codes: $0.options.map(\.code))
            })
    }
}
