import Foundation
import SurveyProtocol

/// Writes a response in another of the many ways that mean the same.
enum Clothing {
    /// The response with its members in another order, with white space and escapes in the unit.
    static func dressed(_ response: Response, _ random: inout SplitMix) -> [UInt8] {
        var members = [
            ("format", quoted(Response.format)), ("id", quoted(response.id.description)),
            ("revision", String(response.revision)),
            ("replaces", response.replaces.map { quoted($0.description) } ?? "null"),
            ("round", quoted(response.round)),
            ("questionnaire", quoted(response.questionnaire.description)),
            ("organization", quoted(response.organization)),
            ("unit", response.unit.map { escaped($0, &random) } ?? "null"),
            ("respondent", response.respondent.map(quoted) ?? "null"),
            ("background", object(response.background, &random)),
            ("answers", object(response.answers, &random)),
            ("startedAt", quoted(response.startedAt)),
            ("completedAt", quoted(response.completedAt)), ("agent", quoted(response.agent)),
        ]
        members.shuffle(using: &random)
        return Array(object(members.map { (quoted($0.0), $0.1) }, &random).utf8)
    }

    private static func quoted(_ text: String) -> String { "\"\(text)\"" }

    private static func object(_ answers: [Response.Answer], _ random: inout SplitMix) -> String {
        object(answers.map { (quoted($0.item), quoted($0.code)) }, &random)
    }

    private static func object(_ members: [(String, String)], _ random: inout SplitMix) -> String {
        var text = space(&random) + "{" + space(&random)
        for (index, member) in members.enumerated() {
            if index > 0 { text += "," + space(&random) }
            text += member.0 + space(&random) + ":" + space(&random) + member.1 + space(&random)
        }
        return text + "}" + space(&random)
    }

    private static func space(_ random: inout SplitMix) -> String {
        random.chance(20) ? random.text(" \t\r", 1...3) : ""
    }

    /// The text with every character either as it is or as an escape.
    private static func escaped(_ text: String, _ random: inout SplitMix) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let mustEscape = scalar == "\"" || scalar == "\\"
            if !mustEscape, random.chance(60) {
                result.unicodeScalars.append(scalar)
            } else if mustEscape || scalar == "/", random.chance(50) {
                result += "\\\(scalar)"
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: random.chance(50))
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return quoted(result)
    }
}
