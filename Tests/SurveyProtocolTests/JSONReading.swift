import Foundation
import SurveyProtocol

/// What Foundation reads in a line, as an independent opinion.
enum JSONReading {
    /// How Foundation's reading of a line differs from a response, or nil when it does not.
    ///
    /// An item that occurs twice is one difference that is allowed: Foundation keeps one of them,
    /// and the response has both for the one who checks it against the questionnaire.
    static func difference(_ response: Response, _ line: [UInt8]) -> String? {
        guard
            let object = try? JSONSerialization.jsonObject(with: Data(line)),
            let members = object as? [String: Any]
        else { return "Foundation does not take the line" }
        let texts: [String: String?] = [
            "format": Response.format, "id": response.id.description,
            "replaces": response.replaces?.description, "round": response.round,
            "questionnaire": response.questionnaire.description,
            "organization": response.organization, "unit": response.unit,
            "respondent": response.respondent, "startedAt": response.startedAt,
            "completedAt": response.completedAt, "agent": response.agent,
        ]
        guard members.count == texts.count + 3 else { return "\(members.count) members" }
        for (name, text) in texts where !isEqual(members[name], text) { return name }
        guard members["revision"] as? Int == response.revision else { return "revision" }
        if !isEqual(members["background"], response.background) { return "background" }
        if !isEqual(members["answers"], response.answers) { return "answers" }
        return nil
    }

    /// Whether a value is the text byte by byte; Swift's `==` would take other spellings too.
    private static func isEqual(_ value: Any?, _ text: String?) -> Bool {
        guard let text else { return value is NSNull }
        guard let value = value as? String else { return false }
        return Array(value.utf8) == Array(text.utf8)
    }

    private static func isEqual(_ value: Any?, _ answers: [Response.Answer]) -> Bool {
        guard let object = value as? [String: Any] else { return false }
        let items = Set(answers.map(\.item))
        guard object.count == items.count else { return false }
        return items.allSatisfy { item in
            let codes = answers.filter { $0.item == item }.map(\.code)
            return (object[item] as? String).map(codes.contains) ?? false
        }
    }
}
