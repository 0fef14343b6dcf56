/// A response and the state that it gets.
struct SpoolMove: Hashable, Sendable {
    /// The response, where it is.
    let entry: SpoolEntry
    /// Where it belongs from now on.
    let state: SpoolState
}
