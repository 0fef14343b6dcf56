/// Where a response is on its way; the name of its folder.
enum SpoolState: String, CaseIterable, Sendable {
    /// Being filled; not sealed.
    case drafts
    /// Sealed and to be sent.
    case waiting
    /// The centre said that it has it.
    case acknowledged
    /// The centre has it, and a person there decides whether it counts.
    case held
    /// The centre gave it back to be corrected.
    case returned
    /// The centre can never store it; the reason lies beside it.
    case refused
    /// Found altered or unreadable on this computer.
    case quarantine

    /// The states of sealed responses that can be read.
    static let sealed: [SpoolState] = [.waiting, .acknowledged, .held, .returned, .refused]
}
