import ArgumentParser

/// What becomes of responses that arrive after closing, until results are released.
enum LateRule: String, CaseIterable, Codable, ExpressibleByArgument, Sendable {
    /// They are kept apart, and a person decides.
    case quarantine
    /// They count.
    case accept
}
