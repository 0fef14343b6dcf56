import Hummingbird
import Logging
import Pages
import SurveyProtocol

/// An error in the words of a page: a title and what to do in the page's language, and the exact
/// reason in English, as the commands and the REST interface give it.
struct FaultWords {
    /// The HTTP status that goes with it.
    let status: Int
    /// The stable word for it.
    let code: String
    /// The exact reason, in English.
    let detail: String
    private let known: AggregatorError.Code?
    private let isTooLarge: Bool

    /// The words of an error; what is wrong inside is logged and not told.
    init(_ error: any Error, logger: Logger) {
        if let error = error as? AggregatorError {
            known = error.code
            status = error.code.status
            code = error.code.rawValue
            if status >= 500 { logger.error("failed", metadata: ["code": "\(code)"]) }
            detail = status >= 500 ? "the aggregator could not do it" : error.reason
            isTooLarge = false
            return
        }
        let problem: Problem
        if let found = error as? Problem {
            problem = found
        } else if error is any HTTPResponseError {
            problem = Problem(.requestMalformed, "the request cannot be read")
        } else {
            logger.error("failed", metadata: ["error": "\(type(of: error))"])
            problem = Problem(.internalFailure, "the request was not carried out")
        }
        known = nil
        status = problem.code.status
        code = problem.code.rawValue
        detail = problem.detail.isEmpty ? problem.code.title : problem.detail
        isTooLarge = problem.code == .bodyTooLarge
    }

    /// What happened, in a few words.
    func title(_ language: Language) -> String {
        switch known {
        case .notPermitted, .scopeMissing:
            language.say("Du har inte behörighet", "You are not permitted to do this")
        case .sessionRequired: language.say("Du är inte inloggad", "You are not signed in")
        case .requestForged: language.say("Sidan är för gammal", "The page is too old")
        case .signInLocked: language.say("Inloggningen är spärrad", "Signing in is locked")
        case .signInFailed:
            language.say("Inloggningen misslyckades", "Signing in did not work")
        case .signInBusy: language.say("Försök igen om en stund", "Try again in a moment")
        case .roundUnknown, .organizationUnknown, .agentUnknown, .snapshotUnknown, .userUnknown,
            .tokenUnknown, .webhookUnknown, .quarantineUnknown, .responseUnknown, .benchmarkUnknown:
            language.say("Det finns inte", "It is not there")
        case .roundExists, .userExists: language.say("Det finns redan", "It is there already")
        case .roundStateWrong: language.say("Det går inte just nu", "Not possible just now")
        case .questionnaireInvalid:
            language.say("Frågeformuläret har fel", "The questionnaire has faults")
        case .rosterInvalid:
            language.say("Organisationslistan har fel", "The roster has faults")
        case .passwordWeak:
            language.say("Lösenordet går inte att använda", "The password cannot be used")
        case .publicationRefused:
            language.say("Publiceringen skulle röja för mycket", "Publishing would tell too much")
        case .rosterChanged, .publicationChanged, .quarantineDecided:
            language.say("Någon annan hann före", "Somebody else was faster")
        default: titleOfForm(language)
        }
    }

    /// What happened to what was written in a form.
    private func titleOfForm(_ language: Language) -> String {
        switch known {
        case .responseUnfit:
            language.say("Svaret passar inte in", "The response does not fit")
        case .nameInvalid:
            language.say("Namnet går inte att använda", "The name cannot be used")
        case .userNeeded:
            language.say("Det måste finnas en administratör", "One administrator has to stay")
        case .benchmarkInvalid:
            language.say("Jämförelsetalen har fel", "The benchmarks have faults")
        case .requestInvalid, .settingInvalid:
            language.say("Något i formuläret är fel", "Something in the form is wrong")
        case .tokenTooMany, .webhookTooMany:
            language.say("Det finns redan så många som får finnas", "There are as many as may be")
        default:
            isTooLarge
                ? language.say("Filen är för stor", "The file is too large")
                : language.say("Det gick inte", "That did not work")
        }
    }

    /// What to do about it.
    func advice(_ language: Language) -> String {
        switch known {
        case .notPermitted, .scopeMissing:
            language.say(
                "Be en administratör om en annan roll om du behöver göra det här.",
                "Ask an administrator for another role if you need to do this.")
        case .sessionRequired:
            language.say(
                "Logga in och gör om det. Inget har ändrats.",
                "Sign in and do it again. Nothing was changed.")
        case .requestForged:
            language.say(
                "Det du skickade togs inte emot. Läs in sidan på nytt och försök igen.",
                "What you sent was not taken. Reload the page and try again.")
        case .signInLocked, .signInFailed, .signInBusy: signInAdvice(language)
        case .passwordWeak:
            language.say(
                "Ta minst \(PasswordRules.charactersMinimum) tecken, gärna flera ord som inte hör"
                    + " ihop. Inga vanliga ord, kända namn eller tangentbordsrader.",
                "Take at least \(PasswordRules.charactersMinimum) characters, best several"
                    + " unrelated words. No common words, names others know, keyboard rows.")
        case .rosterChanged, .publicationChanged, .quarantineDecided:
            language.say(
                "Läs in sidan och se vad som gäller nu.", "Reload the page and see how it is now.")
        case .questionnaireInvalid, .rosterInvalid, .benchmarkInvalid:
            language.say(
                "Rätta raderna nedan och försök igen. Inget har ändrats.",
                "Mend the lines below and try again. Nothing was changed.")
        case .roundStateWrong:
            language.say(
                "Mätningens läge tillåter det inte. Inget har ändrats.",
                "The state of the round does not permit it. Nothing was changed.")
        case .responseUnfit:
            language.say(
                "Det går inte att räkna med mätningens frågeformulär och organisationslista."
                    + " Avvisa det eller skicka tillbaka det.",
                "It cannot count with the round's questionnaire and roster. Reject or return it.")
        case .roundExists, .userExists:
            language.say("Välj ett annat namn.", "Choose another name.")
        default:
            status >= 500
                ? language.say(
                    "Felet finns i tjänsten. Försök igen, och berätta för den som driver den.",
                    "The fault is in the service. Try again, and tell whoever runs it.")
                : language.say(
                    "Inget har ändrats. Se orsaken här nedanför.",
                    "Nothing was changed. See the reason below.")
        }
    }

    private func signInAdvice(_ language: Language) -> String {
        switch known {
        case .signInLocked:
            language.say(
                "Efter för många felaktiga försök väntar vi högst \(lockMinutes) minuter innan"
                    + " någon kan försöka igen med det namnet.",
                "After too many wrong attempts nobody can try that name again for up to"
                    + " \(lockMinutes) minutes.")
        case .signInFailed:
            language.say(
                "Namn och lösenord hör inte ihop. Kontrollera båda. Har du glömt lösenordet kan en"
                    + " administratör ge dig en engångshemlighet.",
                "Name and password do not belong together. Check both. If you forgot the password,"
                    + " an administrator can give you a one-time secret.")
        default:
            language.say(
                "Andra loggar in just nu. Försök igen.",
                "Others are signing in at this moment. Try again.")
        }
    }

    /// Whether the advice says everything, so that the exact reason adds nothing.
    var isWhole: Bool {
        switch known {
        case .signInFailed, .signInLocked, .signInBusy: true
        default: false
        }
    }

    private var lockMinutes: Int64 { LockOut.secondsMaximum / 60 }
}
