import SurveyProtocol

/// A request with responses, ready to be sent.
struct PreparedBatch: Sendable {
    /// The responses that it was to carry.
    let entries: [SpoolEntry]
    /// How its body was to be.
    let form: BodyForm
    /// What it carries.
    let body: BatchBody
    /// The request, compressed where that helps.
    let request: TransportRequest

    /// How its body is compressed; nil when it is too short for that.
    var coding: ContentCoding? {
        request.value(of: "Content-Encoding").flatMap { ContentCoding(rawValue: $0) }
    }

    init(_ entries: [SpoolEntry], of round: String, form: BodyForm, body: BatchBody) {
        self.entries = entries
        self.form = form
        self.body = body
        request = body.request(round: round, coding: form.coding)
    }

    /// Reads and compresses responses without touching anything; nil when that does not go
    /// smoothly.
    init?(_ entries: [SpoolEntry], of round: String, form: BodyForm, from disk: any Disk) {
        let bytesMaximum = form.bytesMaximum
        guard let body = BatchBody(entries, onlyReading: disk, bytesMaximum: bytesMaximum) else {
            return nil
        }
        self.init(entries, of: round, form: form, body: body)
    }
}
