import Pages

/// What `fill` says before the questions.
extension FillText {
    /// Why a response came back, and when its round closes.
    func notices(
        of draft: Draft, _ closing: ClosingTime?, _ spool: Spool
    ) throws -> [String] {
        let language = Language(rawValue: language) ?? .english
        var notices: [String] = []
        let returned = try spool.entries(draft.round, .returned).last { $0.id == draft.id }
        if let returned {
            let reason = try spool.problem(of: returned)?.detail.plainLine ?? ""
            notices.append(
                language.say(
                    "Svaret kom i retur för att rättas.",
                    "The response was returned to be corrected.")
                    + (reason.isEmpty ? "" : " \(language.say("Skäl", "Reason")): \(reason)"))
        }
        if let closing { notices.append(ClosingWords.note(closing, language)) }
        return notices
    }
}
