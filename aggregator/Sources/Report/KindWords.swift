import Pages

/// The kinds of organizations as people read them, the same on every page and in every report.
extension Language {
    /// Organizations of a kind, at the beginning of a sentence or in a heading.
    func kinds(_ id: String) -> String {
        switch id {
        case "department": say("Förvaltningar", "Departments")
        case "company": say("Bolag", "Companies")
        default: Self.capitalized(id)
        }
    }

    /// One organization's kind.
    func kind(_ id: String) -> String {
        switch id {
        case "department": say("Förvaltning", "Department")
        case "company": say("Bolag", "Company")
        default: Self.capitalized(id)
        }
    }

    private static func capitalized(_ id: String) -> String {
        id.prefix(1).uppercased() + id.dropFirst()
    }
}
