import Pages

/// When a round closes, in words.
enum ClosingWords {
    /// `Closes 2026-03-31 22:00, in 3 days.`, or that it has passed.
    static func sentence(_ closing: ClosingTime, _ language: Language) -> String {
        let time = LocalTime.text(closing.utc)
        guard !closing.isPassed else {
            return language.say(
                "Stängningstiden \(time) har passerat.", "The closing time, \(time), has passed.")
        }
        return language.say("Stänger \(time)", "Closes \(time)")
            + ", \(distance(closing, language))."
    }

    /// What becomes of responses after it.
    static func afterwards(_ language: Language) -> String {
        language.say(
            "Svar som lämnas in nu sparas och skickas, men den centrala gruppen kan behöva avgöra"
                + " om de räknas.",
            "Responses handed in now are saved and sent, but the central team may have to decide"
                + " whether they count.")
    }

    /// The sentence, and when it has passed what that means.
    static func note(_ closing: ClosingTime, _ language: Language) -> String {
        let sentence = sentence(closing, language)
        return closing.isPassed ? "\(sentence) \(afterwards(language))" : sentence
    }

    /// `in 3 days`; nothing sensible for a time that has passed.
    static func distance(_ closing: ClosingTime, _ language: Language) -> String {
        switch closing.distance {
        case .passed: language.say("passerad", "passed")
        case .hours: language.say("inom ett dygn", "within a day")
        case .days(1): language.say("om 1 dag", "in 1 day")
        case .days(let days): language.say("om \(days) dagar", "in \(days) days")
        }
    }
}
