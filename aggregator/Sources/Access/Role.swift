import ArgumentParser

/// What somebody is at the centre; the access table says what that permits.
enum Role: String, CaseIterable, Codable, ExpressibleByArgument, Sendable {
    /// Runs the measurement: everything.
    case administrator
    /// Works with what came in: decides about quarantine, aggregates, reads protected results.
    case analyst
    /// Reads rounds, follow-up and protected results.
    case viewer
    /// Speaks for one organization and sees that organization only.
    case organization
}
