/// The bytes of a snapshot as they come about: a beginning that is known before any answer has been
/// read, organizations in the order of the roster, and an end that is of everybody.
struct SnapshotText: Sendable {
    /// What has come about and was not taken away.
    private(set) var bytes: [UInt8]
    private var isFirst = true

    /// The beginning.
    init(_ questionnaire: Questionnaire, _ roster: Roster, _ settings: RoundSettings) {
        var object = JSONObject()
        object.add("format", Results.snapshotFormat)
        object.add("rules", Results.rulesVersion)
        object.add("settings", json: settings.document().canonicalJSON())
        object.add("roster", json: roster.document().canonicalJSON())
        object.add("questionnaire", json: questionnaire.document().canonicalJSON())
        bytes = object.opened("organizations")
    }

    /// Makes room for as many bytes more.
    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Adds one or more organizations, which have commas between them.
    mutating func add(_ organizations: [UInt8]) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(contentsOf: organizations)
    }

    /// Takes away what has come about.
    mutating func take() -> [UInt8] {
        let taken = bytes
        bytes = []
        bytes.reserveCapacity(taken.count + taken.count / 16)
        return taken
    }

    /// What remains, with the end.
    consuming func closed(_ reliability: [ReliabilitySums]) -> [UInt8] {
        bytes.append(contentsOf: "],\"reliability\":".utf8)
        bytes.append(contentsOf: JSONObject.list(reliability.map { $0.json() }))
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}
