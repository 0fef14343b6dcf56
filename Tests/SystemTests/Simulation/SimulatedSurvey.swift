import Foundation
import MaturityModel
import SurveyProtocol

/// The round of every simulation: a questionnaire in two versions, and organizations.
enum SimulatedSurvey {
    static let round = "2026"
    static let organizations = ["harbor", "parks", "water"]
    static let items = ["one.a", "one.b", "two.a"]
    static let codes = ["low", "mid", "high", "dont-know"]

    /// One version of the questionnaire as it travels and as the model reads it.
    struct Version: Sendable {
        let bytes: [UInt8]
        let digest: SurveyProtocol.Digest
        let questionnaire: Questionnaire
    }

    /// The versions, read once.
    static let versions: [Version] = ["1", "2"].compactMap { number in
        let bytes = Array(text(version: number).utf8)
        guard let document = try? JSONDecoder().decode(DocumentNode.self, from: Data(bytes)),
            case .success(let questionnaire) = QuestionnaireReader.read(document)
        else { return nil }
        return Version(
            bytes: bytes, digest: SimulatedCentre.digest(bytes), questionnaire: questionnaire)
    }

    private static func text(version: String) -> String {
        let options = codes.enumerated().map { number, code in
            code == "dont-know"
                ? #"{"code":"\#(code)","special":"dont-know","label":{"en":"Don't know"}}"#
                : #"{"code":"\#(code)","value":\#(number),"label":{"en":"\#(code)"}}"#
        }
        let questions = items.map {
            #"{"id":"\#($0)","scale":"four","text":{"en":"About \#($0)"}}"#
        }
        return """
            {"format":"maturity-questionnaire/1","id":"small","version":"\(version)",\
            "languages":["en"],"title":{"en":"Small"},\
            "scales":{"four":[\(options.joined(separator: ","))]},\
            "tree":{"id":"root","title":{"en":"Root"},\
            "items":[\(questions.joined(separator: ","))]}}
            """
    }
}
