import Pages

/// Why a response is kept apart, in words that help a person decide.
enum QuarantineWords {
    /// What happened.
    static func title(_ code: String, _ language: Language) -> String {
        switch code {
        case "bytes-conflict":
            language.say("Samma svar med annat innehåll", "The same response with other content")
        case "revision-conflict":
            language.say("Två versioner av samma rättelse", "Two versions of one correction")
        case "questionnaire-unknown":
            language.say("Ett annat frågeformulär", "Another questionnaire")
        case "organization-not-on-roster":
            language.say("Organisationen står inte på listan", "Organization not on the roster")
        case "arrived-after-closing":
            language.say("Kom efter stängning", "Arrived after closing")
        case "respondent-repeated":
            language.say("Ett svar till från samma person", "A second response of one respondent")
        default: code
        }
    }

    /// What accepting does.
    static func consequence(_ code: String, _ language: Language) -> String {
        switch code {
        case "bytes-conflict", "revision-conflict":
            language.say(
                "Godkänner du räknas den här versionen i stället för den andra. Båda sparas.",
                "If you accept it, this version counts instead of the other. Both are kept.")
        case "questionnaire-unknown":
            language.say(
                "Den kan godkännas bara om varje svar finns i mätningens frågeformulär.",
                "It can be accepted only when every answer exists in the round's questionnaire.")
        case "organization-not-on-roster":
            language.say(
                "Den kan godkännas först när organisationen står på listan.",
                "It can be accepted only once the organization is on the roster.")
        case "respondent-repeated":
            language.say(
                "Godkänner du räknas den i stället för den förra, om du inte säger att det är två"
                    + " personer.",
                "If you accept it, it counts instead of the earlier one, unless you say that they"
                    + " are two people.")
        default:
            language.say(
                "Godkänner du räknas den från och med nu.",
                "If you accept it, it counts from now on.")
        }
    }
}
