import Pages

/// The acts of the audit log as people read them; the log itself has one language.
enum AuditWords {
    private static let swedish = [
        "agent enrolled": "agent ansluten", "agent revoked": "agent spärrad",
        "backup made": "säkerhetskopia gjord", "benchmark added": "jämförelsetal tillagt",
        "benchmark removed": "jämförelsetal borttaget",
        "certificate renewed": "certifikat förnyat", "code made": "anslutningskod gjord",
        "dates set": "datum satta", "hand-over imported": "överlämningsfil inläst",
        "one-time secret made": "engångshemlighet gjord", "password set": "lösenord valt",
        "quarantine accepted": "svar i karantän godkänt",
        "quarantine rejected": "svar i karantän avvisat",
        "response returned": "svar skickat tillbaka", "responses exported": "svar exporterade",
        "results shown unprotected": "oskyddat resultat visat",
        "roster corrected": "organisationslista rättad", "round created": "mätning skapad",
        "round draft": "mätning gjord till utkast", "round open": "mätning öppnad",
        "round closed": "mätning stängd", "round published": "mätning publicerad",
        "round archived": "mätning arkiverad", "sign-in locked": "inloggning spärrad",
        "signed in": "inloggad", "signed out": "utloggad",
        "snapshot made": "sammanställning gjord",
        "snapshot published": "sammanställning publicerad", "store restored": "lager återställt",
        "token made": "API-nyckel gjord", "token revoked": "API-nyckel återkallad",
        "user added": "användare tillagd", "user removed": "användare borttagen",
        "webhook added": "webhook tillagd", "webhook removed": "webhook borttagen",
    ]

    private static let acts: [SwedishReason.Phrase] = [
        (
            "publication objections overridden: *",
            "invändningar mot publicering åsidosatta: *"
        )
    ]

    private static let details: [SwedishReason.Phrase] = [
        ("was draft", "var utkast"), ("was open", "var öppen"), ("was closed", "var stängd"),
        ("was published", "var publicerad"), ("* to *", "* till *"),
        (
            "version * stays: * added, * removed, 1 cell changed",
            "version * gäller än: * tillagda, * borttagna, 1 cell ändrad"
        ),
        (
            "version * stays: * added, * removed, * cells changed",
            "version * gäller än: * tillagda, * borttagna, * celler ändrade"
        ),
        (
            "version *: * added, * removed, 1 cell changed",
            "version *: * tillagda, * borttagna, 1 cell ändrad"
        ),
        (
            "version *: * added, * removed, * cells changed",
            "version *: * tillagda, * borttagna, * celler ändrade"
        ),
    ]

    /// What was done; nil when there is no word for it in the language.
    static func title(_ action: String, _ language: Language) -> String? {
        guard language == .swedish else { return action }
        return swedish[action] ?? SwedishReason.text(action, of: acts)
    }

    /// An act in the page's language, or marked as English.
    static func html(_ action: String, _ language: Language) -> HTML {
        html(action, title(action, language))
    }

    /// What an entry says besides, in the page's language. Addresses, scopes and a person's reason
    /// are the same in both; what else has no words is marked as English.
    static func html(detail: String, of action: String, _ language: Language) -> HTML {
        let own = ["token made", "webhook added", "response returned"]
        guard language == .swedish, !own.contains(action) else { return HTML(detail) }
        return html(detail, role(detail) ?? SwedishReason.text(detail, of: details))
    }

    /// The role of an account that was added, with its organization.
    private static func role(_ detail: String) -> String? {
        let parts = detail.split(separator: " of ", maxSplits: 1)
        guard let role = parts.first.flatMap({ Role(rawValue: String($0)) }) else { return nil }
        let title = role.title(.swedish)
        return parts.count == 2 ? "\(title) \(parts[1])" : title
    }

    private static func html(_ text: String, _ known: String?) -> HTML {
        guard known == nil, !text.isEmpty else { return HTML(known ?? text) }
        return tag("span", Attribute("lang", "en")) { text }
    }
}
