import Pages

/// Where the responses are, in words.
enum StatusWords {
    static func responses(_ count: Int, _ language: Language) -> String {
        language.count(count, swedish: ("svar", "svar"), english: ("response", "responses"))
    }

    /// `2 responses`, or `3 revisions of 2 responses`.
    static func sealed(_ count: SealedCount, _ language: Language = .english) -> String {
        let responses = responses(count.responses, language)
        guard count.revisions != count.responses else { return responses }
        return language.say(
            "\(count.revisions) versioner av ", "\(count.revisions) revisions of ") + responses
    }

    static func waiting(_ counts: StatusReport.Counts, _ language: Language) -> String {
        guard counts.waiting > 0 else {
            return counts.acknowledged + counts.held > 0
                ? language.say(
                    "Allt som är inlämnat är mottaget", "Everything handed in has been received")
                : language.say("Inget väntar på att skickas", "Nothing waits to be sent")
        }
        return responses(counts.waiting, language)
            + language.say(
                " sparat här, väntar på att skickas", " saved here, waiting to be sent")
    }

    static func attention(_ counts: StatusReport.Counts, _ language: Language) -> String {
        var parts: [String] = []
        if counts.returned > 0 {
            parts.append("\(counts.returned) \(language.say("i retur", "returned"))")
        }
        if counts.refused > 0 {
            parts.append("\(counts.refused) \(language.say("avvisade", "refused"))")
        }
        if counts.quarantine > 0 {
            parts.append("\(counts.quarantine) \(language.say("skadade här", "damaged here"))")
        }
        return parts.joined(separator: ", ")
    }

    static func contact(_ report: StatusReport, _ language: Language) -> String {
        var parts: [String] = []
        if report.lastFailure != nil {
            parts.append(language.say("Ingen kontakt just nu", "No contact just now"))
        }
        if let last = report.lastSync {
            parts.append(
                "\(language.say("senaste kontakt", "last contact")) \(LocalTime.text(last))")
        } else if report.lastFailure == nil {
            parts.append(language.say("ingen kontakt ännu", "no contact yet"))
        }
        if let next = report.nextTry {
            parts.append("\(language.say("nästa försök", "next try")) \(LocalTime.text(next))")
        }
        return parts.joined(separator: ", ").capitalizedFirst
    }

    /// The state of a sealed response as a tag.
    static func tag(_ state: SpoolState, _ language: Language) -> StatusTag {
        switch state {
        case .drafts: StatusTag(language.say("Påbörjat", "Begun"), .neutral)
        case .waiting: StatusTag(language.say("Väntar på att skickas", "Waiting"), .waiting)
        case .acknowledged: StatusTag(language.say("Mottaget", "Received"), .good)
        case .held:
            StatusTag(language.say("Mottaget, granskas", "Received, under review"), .waiting)
        case .returned: StatusTag(language.say("I retur", "Returned"), .attention)
        case .refused: StatusTag(language.say("Avvisat", "Refused"), .bad)
        case .quarantine: StatusTag(language.say("Skadat här", "Damaged here"), .bad)
        }
    }
}

extension String {
    /// The text with a capital letter at the beginning.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
