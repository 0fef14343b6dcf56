import Foundation
import MaturityModel

/// Reads a questionnaire in JSON form.
enum QuestionnaireFile {
    /// The questionnaire at a path.
    /// - Throws: when it cannot be read, with its first fault.
    static func read(_ path: String) throws(BenchError) -> Questionnaire {
        let document: DocumentNode
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            document = try JSONDecoder().decode(DocumentNode.self, from: data)
        } catch {
            throw BenchError("cannot read \(path)")
        }
        switch QuestionnaireReader.read(document) {
        case .success(let questionnaire): return questionnaire
        case .failure(let faults):
            throw BenchError("\(path): \(faults.faults.first?.description ?? "it has faults")")
        }
    }
}
