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

    private static let details = [
        "was draft": "var utkast", "was open": "var öppen", "was closed": "var stängd",
        "was published": "var publicerad",
    ]

    /// What was done; nil when there is no word for it in the language.
    static func title(_ action: String, _ language: Language) -> String? {
        language == .swedish ? swedish[action] : action
    }

    /// An act or a detail in the page's language, or marked as English.
    static func html(_ text: String, _ language: Language) -> HTML {
        guard language == .swedish, !text.isEmpty else { return HTML(text) }
        guard let known = swedish[text] ?? details[text] else {
            return tag("span", Attribute("lang", "en")) { text }
        }
        return HTML(known)
    }
}
