/// Who does something, as the audit log names them.
///
/// It travels with the task rather than through every call: whatever is written while somebody
/// is the current performer is recorded under their name, and nothing can forget to say so.
enum Performer: Equatable, Sendable {
    /// A command on this computer, by an account of the operating system.
    case system(String)
    /// A person who signed in.
    case user(String)
    /// A program with a person's token.
    case token(user: String, id: String)
    /// An agent, by its certificate or code.
    case agent(String)
    /// The aggregator by itself.
    case service

    /// Who does what happens now.
    @TaskLocal static var current = Performer.service

    /// The name in the audit log.
    var name: String {
        switch self {
        case .system(let account): "system:\(account)"
        case .user(let name): "user:\(name)"
        case .token(let user, let id): "token:\(user)/\(id)"
        case .agent(let id): "agent:\(id)"
        case .service: "service"
        }
    }
}
