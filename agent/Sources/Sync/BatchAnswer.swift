/// What a request with responses came to.
struct BatchAnswer: Hashable, Sendable {
    /// The responses that went out.
    var sent: [SpoolEntry]
    /// Those that turned out not to be there or not to be intact, and did not go out.
    var dropped: [SpoolEntry]
    /// What the server said of those it named; each is filed.
    var rulings: [Ruling]
    /// Bytes of the body before compression.
    var bytes: Int
    /// Seconds that the request took.
    var seconds: Double
    /// How many of `dropped` were altered here, and went to quarantine.
    var altered = 0
}
