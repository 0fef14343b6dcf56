/// What a sync that goes on for good says of its contact with the centre: once that there is none,
/// once that there is again, and nothing in between.
///
/// A question beside the sending that has no answer is not among it: responses are sent all the
/// same, and `status` shows it.
final class ContactNotes {
    /// What was said last and holds still.
    private enum Said: Hashable {
        /// The centre cannot be reached, and it is tried again.
        case outage
        /// Only a person can help, for this reason; it is tried again all the same.
        case standstill(String)
    }

    private let terminal: any Terminal
    private var said: Said?

    /// Notes on the error output of a terminal.
    init(on terminal: any Terminal) {
        self.terminal = terminal
    }

    /// Takes in a step of a sync.
    func took(_ step: SyncProgress) {
        switch step {
        case .waiting(let seconds, let fault, let isBeside):
            guard !isBeside, said != .outage else { return }
            said = .outage
            note(ContactText.outage(fault, seconds: seconds), hint: fault.hintMeanwhile)
        case .greeted, .sent:
            guard said == .outage else { return }
            said = nil
            note(ContactText.reachable)
        case .fetched, .loaded: break
        }
    }

    /// A sync ended for a reason that only a person can change, and the next begins later.
    func stopped(_ fault: any AgentFault, nextTrySeconds seconds: Double) {
        guard said != .standstill(fault.reason) else { return }
        said = .standstill(fault.reason)
        let hint = (fault as? TransportFault)?.hintMeanwhile ?? fault.hint
        note(ContactText.standstill(fault, seconds: seconds), hint: hint)
    }

    /// A sync was done.
    func completed() {
        guard said != nil else { return }
        said = nil
        note(ContactText.syncing)
    }

    private func note(_ text: String, hint: String? = nil) {
        if terminal.isInteractive { terminal.showProgress("") }
        terminal.note("survey-agent: note: \(text)")
        if let hint { terminal.note("survey-agent: hint: \(hint)") }
    }
}
