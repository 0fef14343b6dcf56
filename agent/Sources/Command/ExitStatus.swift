/// The exit statuses of the program; scripts rely on them.
enum ExitStatus: Int32, Sendable {
    /// Everything was done.
    case done = 0
    /// It failed.
    case failed = 1
    /// The command line was not understood.
    case usage = 2
    /// Some was done; some responses or rows were refused.
    case partlyDone = 3
    /// The server cannot be reached.
    case unreachable = 4
    /// The server does not let this agent in.
    case notPermitted = 5
}
