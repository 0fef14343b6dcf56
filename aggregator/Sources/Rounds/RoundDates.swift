/// When something opens and closes, as far as that is planned.
struct RoundDates: Codable, Equatable, Sendable {
    /// When it opens.
    var opens: Timestamp?
    /// When it closes.
    var closes: Timestamp?

    /// Whether nothing is planned.
    var isEmpty: Bool { opens == nil && closes == nil }

    /// Checks that it does not close before it opens.
    /// - Throws: `request-invalid`.
    func check() throws {
        guard let opens, let closes, closes <= opens else { return }
        throw AggregatorError(
            .requestInvalid, "it would close before it opens", hint: "choose a later closing time")
    }
}
