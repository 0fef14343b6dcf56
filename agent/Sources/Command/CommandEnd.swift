/// A command that said all there is to say and ends with a status other than `done`.
struct CommandEnd: Error {
    /// The status.
    let status: ExitStatus
}
