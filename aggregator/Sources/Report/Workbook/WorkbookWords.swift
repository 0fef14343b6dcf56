import Pages

/// The headings of a workbook's columns, all in one language.
enum WorkbookWords {
    private static let words: [String: (swedish: String, english: String)] = [
        "node": ("Del (id)", "Node (id)"), "title": ("Del", "Node"), "level": ("Nivå", "Level"),
        "set": ("Grupp (id)", "Set (id)"), "name": ("Grupp", "Set"),
        "n": ("Svarande", "Respondents"), "organizations": ("Organisationer", "Organizations"),
        "expected": ("Väntade organisationer", "Expected organizations"),
        "mean": ("Medelvärde", "Mean"),
        "byOrganization": ("Lika vikt per organisation", "Equal weight by organization"),
        "byRespondent": ("Vikt efter svarande", "Weight by respondents"),
        "byInvited": ("Vikt efter inbjudna", "Weight by invited"),
        "byEmployees": ("Vikt efter anställda", "Weight by employees"),
        "sd": ("Standardavvikelse", "Standard deviation"),
        "ciLow": ("95 % intervall, nedre", "95 % interval, low"),
        "ciHigh": ("95 % intervall, övre", "95 % interval, high"),
        "betweenSd": (
            "Standardavvikelse mellan organisationer",
            "Standard deviation between organizations"
        ),
        "min": ("Lägsta", "Lowest"), "q1": ("Nedre kvartil", "Lower quartile"),
        "median": ("Median", "Median"), "q3": ("Övre kvartil", "Upper quartile"),
        "max": ("Högsta", "Highest"), "invited": ("Inbjudna", "Invited"),
        "responseRate": ("Svarsfrekvens", "Response rate"), "hidden": ("Dold", "Hidden"),
        "item": ("Påstående (id)", "Statement (id)"), "text": ("Påstående", "Statement"),
        "type": ("Typ", "Type"), "bottleneck": ("Flaskhals", "Bottleneck"),
        "distance": ("Avstånd", "Distance"), "innovation": ("Innovation", "Innovation"),
        "efficiency": ("Effektivitet", "Efficiency"), "balance": ("Balans", "Balance"),
        "dontKnow": ("Andel vet inte", "Share of don't know"),
        "alpha": ("Cronbachs alfa", "Cronbach's alpha"), "items": ("Påståenden", "Statements"),
        "change": ("Ändring", "Change"), "broken": ("Bruten serie", "Broken series"),
        "source": ("Källa", "Source"), "year": ("År", "Year"),
        "population": ("Urval", "Population"), "method": ("Metod", "Method"),
        "value": ("Värde", "Value"),
    ]

    /// The heading for a column's word in the JSON form; any other text as it is.
    static func heading(_ word: String, _ language: Language) -> String {
        words[word].map { language.say($0.swedish, $0.english) } ?? word
    }
}
