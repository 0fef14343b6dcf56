import Pages

/// What was just done, said on the page that follows.
enum DashboardNews: String, CaseIterable, Sendable {
    case signedOut = "signed-out"
    case passwordChosen = "password-chosen"
    case roundMoved = "round-moved"
    case datesSet = "dates-set"
    case roundCreated = "round-created"
    case snapshotPublished = "snapshot-published"
    case responseAccepted = "response-accepted"
    case responseRejected = "response-rejected"
    case responseReturned = "response-returned"
    case userRemoved = "user-removed"
    case tokenRevoked = "token-revoked"
    case benchmarksAdded = "benchmarks-added"
    case benchmarkRemoved = "benchmark-removed"
    case webhookRemoved = "webhook-removed"
    case agentRevoked = "agent-revoked"
    case rosterCorrected = "roster-corrected"

    /// The same in a sentence.
    func text(_ language: Language) -> String {
        switch self {
        case .signedOut: language.say("Du är utloggad.", "You are signed out.")
        case .passwordChosen:
            language.say("Det nya lösenordet gäller.", "The new password is in use.")
        case .roundMoved: language.say("Mätningen har ett nytt läge.", "The round has a new state.")
        case .datesSet: language.say("Datumen är sparade.", "The dates are saved.")
        case .snapshotPublished:
            language.say("Resultatet är publicerat.", "The results are published.")
        case .responseAccepted:
            language.say("Svaret är godkänt och räknas.", "The response is accepted and counts.")
        case .responseRejected:
            language.say(
                "Svaret är avvisat. Det finns kvar.", "The response is rejected. It is kept.")
        case .responseReturned:
            language.say(
                "Svaret är skickat tillbaka till samordnaren.",
                "The response was returned to the coordinator.")
        case .userRemoved: language.say("Användaren är borttagen.", "The user was removed.")
        case .tokenRevoked: language.say("Nyckeln är återkallad.", "The token was revoked.")
        case .benchmarksAdded:
            language.say("Jämförelsetalen är sparade.", "The benchmarks are kept.")
        case .benchmarkRemoved:
            language.say("Jämförelsen är borttagen.", "The benchmark was removed.")
        case .webhookRemoved:
            language.say("Adressen är borttagen.", "The address was removed.")
        case .agentRevoked: language.say("Agenten är spärrad.", "The agent was revoked.")
        case .rosterCorrected: language.say("Listan är rättad.", "The roster is corrected.")
        case .roundCreated:
            language.say(
                "Mätningen är skapad som utkast. Öppna den när den ska börja.",
                "The round was created as a draft. Open it when it is to begin.")
        }
    }
}
