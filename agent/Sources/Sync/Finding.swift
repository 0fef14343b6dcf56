/// One step of a checkup and what is wrong with it.
struct Finding: Codable, Hashable, Sendable {
    /// What is checked, in the order in which each depends on the one before.
    enum Step: String, Codable, CaseIterable, Sendable {
        case disk, spool, enrollment, certificate
        case proxy, name, route, tls, authority, server
        case version, clock, permission
    }

    /// How it is.
    enum State: String, Codable, Sendable {
        /// It is as it should be.
        case good
        /// It works, and somebody should know.
        case note
        /// It is the reason why something does not work.
        case fault
        /// It could not be checked, because of a fault before it.
        case unknown
    }

    /// What was checked.
    let step: Step
    /// How it is.
    let state: State
    /// One sentence: what is so, and of a fault who can mend it.
    let says: String
    /// The stable name of the fault, if it is one.
    let code: String?

    /// A finding.
    init(_ step: Step, _ state: State, _ says: String, code: String? = nil) {
        self.step = step
        self.state = state
        self.says = says
        self.code = code
    }
}
