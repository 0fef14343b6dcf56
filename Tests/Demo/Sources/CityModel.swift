import Foundation
import MaturityModel

/// A city of 28 departments and 12 companies, and how their people answer: drawn from a seed.
///
/// Not data about any real city. Companies are drawn somewhat above departments.
struct CityModel {
    /// One organization of the city.
    struct Organization {
        let id: String
        let name: String
        let kind: String
        let sector: String
        let invited: Int
        let employees: Int
        /// How mature it is, from 0 to 1.
        let level: Double
    }

    private static let departments = [
        ("archives", "City Archives", "service"), ("building", "Building Department", "urban"),
        ("children", "Children and Families", "care"), ("culture", "Culture", "culture"),
        ("democracy", "Democracy and Citizen Service", "service"),
        ("elections", "Elections Office", "service"),
        ("eldercare-east", "Elderly Care East", "care"),
        ("eldercare-west", "Elderly Care West", "care"), ("environment", "Environment", "urban"),
        ("executive", "City Executive Office", "service"),
        ("functions", "Disability Support", "care"),
        ("intraservice", "Shared Services", "service"), ("labor", "Labor Market", "education"),
        ("land", "Land and Development", "urban"), ("leisure", "Leisure and Sports", "culture"),
        ("libraries", "Libraries", "culture"), ("museums", "Museums", "culture"),
        ("nature", "Parks and Nature", "urban"), ("planning", "City Planning", "urban"),
        ("preschool-east", "Preschools East", "education"),
        ("preschool-west", "Preschools West", "education"),
        ("procurement", "Procurement", "service"),
        ("schools-lower", "Compulsory Schools", "education"),
        ("schools-upper", "Upper Secondary Schools", "education"),
        ("social-east", "Social Services East", "care"),
        ("social-west", "Social Services West", "care"),
        ("traffic", "Traffic", "urban"), ("water", "Water and Waste", "urban"),
    ]

    private static let companies = [
        ("arena", "Arena Company", "culture"), ("buses", "Bus Company", "urban"),
        ("energy", "Energy Company", "utility"), ("fiber", "Fiber Company", "utility"),
        ("harbor", "Harbor Company", "urban"), ("housing-east", "Housing Company East", "housing"),
        ("housing-west", "Housing Company West", "housing"),
        ("insurance", "Insurance Company", "service"),
        ("parking", "Parking Company", "urban"), ("premises", "Premises Company", "housing"),
        ("recycling", "Recycling Company", "utility"), ("tourism", "Tourism Company", "culture"),
    ]

    /// The organizations, ordered as on the roster.
    static func organizations(seed: UInt64) -> [Organization] {
        var random = SplitMix(seed: seed)
        func draw(_ row: (String, String, String), kind: String, level: Double) -> Organization {
            let invited = Int.random(in: 24...46, using: &random)
            return Organization(
                id: row.0, name: row.1, kind: kind, sector: row.2, invited: invited,
                employees: invited * Int.random(in: 8...60, using: &random),
                level: level + random.normal() * 0.06)
        }
        return departments.map { draw($0, kind: "department", level: 0.50) }
            + companies.map { draw($0, kind: "company", level: 0.58) }
    }

    /// The answers of an organization's people, one row each, as a table in CSV form.
    static func answers(
        of organization: Organization, to questionnaire: Questionnaire, seed: UInt64
    ) -> String {
        var random = SplitMix(seed: seed)
        let items = questionnaire.items.map { DemoItem($0, &random) }
        // From here on every organization has numbers of its own.
        for byte in organization.id.utf8 { random = SplitMix(seed: random.next() ^ UInt64(byte)) }
        let background = questionnaire.background.map { $0.options.map(\.code) }
        let header =
            ["respondent", "unit"] + questionnaire.background.map(\.id) + items.map(\.id)
        let share = Double.random(in: 0.72...0.98, using: &random)
        let count = max(1, Int(Double(organization.invited) * share))
        let rows = (1...count).map { number -> [String] in
            let person = organization.level + random.normal() * 0.12
            var cells = ["r\(number)", "unit-\(number % 3 + 1)"]
            cells += background.map { $0[Int.random(in: 0..<$0.count, using: &random)] }
            cells += items.map { item in
                item.answer(level: person + random.normal() * 0.16, &random)
            }
            return cells
        }
        return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
    }
}
