import SurveyProtocol

/// How the body of a request with responses may be.
struct BodyForm: Hashable, Sendable {
    /// Bytes at most, before compression.
    var bytesMaximum: Int
    /// How it is compressed.
    var coding: ContentCoding
}
