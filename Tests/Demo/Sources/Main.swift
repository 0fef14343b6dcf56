import Foundation
import MaturityModel

/// Makes the inputs of the demonstration: a roster, answers, a free port; and adds up its reports.
@main
enum Main {
    private static let seed: UInt64 = 2026

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("port", 1): print(try FreePort.find())
        case ("roster", 1): print(roster, terminator: "")
        case ("answers", 3): try writeAnswers(arguments[1], to: arguments[2])
        case ("sum", 3): try sum(arguments[1], suffix: arguments[2])
        default:
            FileHandle.standardError.write(
                Data("usage: demo-city port|roster|answers FILE FOLDER|sum FOLDER SUFFIX\n".utf8))
            exit(2)
        }
    }

    private static var roster: String {
        "id,name,kind,sector,parent,invited,employees\n"
            + CityModel.organizations(seed: seed).map { organization in
                "\(organization.id),\(organization.name),\(organization.kind),"
                    + "\(organization.sector),,\(organization.invited),\(organization.employees)\n"
            }.joined()
    }

    private static func writeAnswers(_ questionnaire: String, to folder: String) throws {
        let document = try JSONDecoder().decode(
            DocumentNode.self, from: Data(contentsOf: URL(filePath: questionnaire)))
        let questionnaire = try QuestionnaireReader.read(document).get()
        for organization in CityModel.organizations(seed: seed) {
            let text = CityModel.answers(of: organization, to: questionnaire, seed: seed)
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(organization.id).csv"))
        }
    }

    /// Adds up what the agents reported of their syncs.
    private static func sum(_ folder: String, suffix: String) throws {
        var totals: [String: Int] = [:]
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        for name in names where name.hasSuffix("." + suffix) {
            let data = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
            let report = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
            for (key, value) in report { totals[key, default: 0] += value as? Int ?? 0 }
        }
        let order = ["sent", "accepted", "duplicate", "superseded", "quarantined", "refused"]
        print(order.map { "\($0) \(totals[$0] ?? 0)" }.joined(separator: ", "))
    }
}
