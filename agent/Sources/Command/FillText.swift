/// What `fill` says, in the language of the questions.
struct FillText: Hashable, Sendable {
    /// The language of questions and prompts, one of the questionnaire's.
    let language: String
    private let isSwedish: Bool

    /// The texts in a language: the one asked for, else that of the environment when the
    /// questionnaire has it, else the questionnaire's first. An environment that names none, or C
    /// or POSIX, means English, which all other texts of the commands are in.
    init(
        language: String?, offered: [String], environment: [String: String]
    ) throws(CollectFault) {
        if let language, !offered.contains(language) {
            throw CollectFault(
                "language-unknown", "the questionnaire is not there in `\(language)`",
                hint: "it is there in \(offered.joined(separator: ", "))", exit: .usage)
        }
        let spoken =
            ["LC_ALL", "LC_MESSAGES", "LANG"]
            .compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let name = String(spoken.prefix { $0 != "_" && $0 != "." })
        let local = ["C", "POSIX"].contains(name) ? "en" : name
        let fallback = offered.contains(local) ? local : offered.first ?? "en"
        self.language = language ?? fallback
        isSwedish = self.language == "sv"
    }

    private func say(_ swedish: String, _ english: String) -> String {
        isSwedish ? swedish : english
    }

    var howTo: String {
        say(
            "Svara med numret eller koden. Enter utan svar hoppar över (eller behåller svaret),"
                + " ? förklarar, < går tillbaka, > går till slutet, - tar bort svaret,"
                + " q slutar för nu.",
            "Answer with the number or the code. Enter alone skips (or keeps the answer),"
                + " ? explains, < goes back, > goes to the end, - removes the answer,"
                + " q stops for now.")
    }

    func beginning(_ beginning: Collector.Beginning) -> String {
        switch beginning {
        case .new: say("Varje svar sparas direkt.", "Each answer is saved at once.")
        case .resumed:
            say("Fortsätter där du slutade.", "Going on where you left off.")
        case .edited:
            say(
                "Det finns redan ett svar. Ändringar blir en ny version av det.",
                "There is a response already. Changes become a new revision of it.")
        }
    }

    func question(_ number: Int, of count: Int) -> String {
        say("Fråga \(number) av \(count):", "Question \(number) of \(count):")
    }

    var currentMark: String { say(" – ditt svar", " – your answer") }

    func prompt(current: String?) -> String {
        current == nil
            ? say("Svar: ", "Answer: ")
            : say("Svar (Enter behåller): ", "Answer (Enter keeps): ")
    }

    var notUnderstood: String {
        say(
            "Det är inget av svaren. Skriv ett nummer, en kod, eller ? för förklaring.",
            "That is none of the answers. Write a number, a code, or ? for an explanation.")
    }

    var noHelp: String {
        say("Det finns ingen förklaring till den här frågan.", "There is no explanation for this.")
    }

    func reviewTitle(missing: Int) -> String {
        switch missing {
        case 0: say("Alla frågor är besvarade.", "All questions are answered.")
        case 1: say("1 fråga saknar svar:", "1 question has no answer:")
        default: say("\(missing) frågor saknar svar:", "\(missing) questions have no answer:")
        }
    }

    var moreAbove: String { say("… mer ovanför", "… more above") }

    var moreBelow: String { say("… mer nedanför", "… more below") }

    func required(_ numbers: [Int]) -> String {
        let list = numbers.map(String.init).joined(separator: ", ")
        return say("De här måste besvaras: \(list).", "These must be answered: \(list).")
    }

    func reviewPrompt(canFinish: Bool) -> String {
        let other = say(
            "ett nummer för att gå till frågan, < för den sista, q för att sluta för nu",
            "a number to go to the question, < for the last one, q to stop for now")
        guard canFinish else { return say("Skriv \(other): ", "Write \(other): ") }
        return say("Skriv j för att lämna in, \(other): ", "Write y to finish, \(other): ")
    }

    var sealed: String {
        say(
            "Inlämnat och sparat här. Det skickas vid nästa synkronisering (survey-agent sync).",
            "Finished and saved here. It is sent with the next sync (survey-agent sync).")
    }

    var unchanged: String {
        say(
            "Inget ändrades; det tidigare svaret gäller.",
            "Nothing changed; the earlier response stands.")
    }

    var kept: String {
        say(
            "Utkastet är sparat. Kör samma kommando igen för att fortsätta.",
            "The draft is saved. Run the same command again to go on.")
    }

    var screenKeys: String {
        say(
            "1–9 eller Enter svarar · upp/ned väljer · höger hoppar över · vänster går tillbaka"
                + " · ? förklarar · - tar bort · Tab till översikten · q slutar för nu",
            "1–9 or Enter answers · up/down chooses · right skips · left goes back"
                + " · ? explains · - removes · Tab to the overview · q stops for now")
    }

    func reviewKeys(canFinish: Bool) -> String {
        let other = say(
            "upp/ned och Enter går till en fråga · vänster till den sista · q slutar för nu",
            "up/down and Enter goes to a question · left to the last · q stops for now")
        return canFinish ? say("j lämnar in · \(other)", "y hands in · \(other)") : other
    }

    func isYes(_ input: String) -> Bool {
        ["y", "yes", "j", "ja"].contains(input.lowercased())
    }

    func isQuit(_ input: String) -> Bool {
        ["q", "quit"].contains(input.trimmed.lowercased())
    }
}
