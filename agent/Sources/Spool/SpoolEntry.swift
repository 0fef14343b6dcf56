import SurveyProtocol

/// One sealed response in the spool, known from its file name alone.
struct SpoolEntry: Hashable, Sendable {
    /// The round's id.
    let round: String
    /// The folder it is in.
    let state: SpoolState
    /// The folder in that one where those lie that were sealed together; nil for one by itself.
    private(set) var bundle: String?
    /// The response's id.
    let id: ResponseID
    /// Its revision.
    let revision: Int
    /// The SHA-256 of its bytes when it was sealed.
    let digest: Digest

    /// An entry.
    init(
        round: String, state: SpoolState, id: ResponseID, revision: Int, digest: Digest
    ) {
        self.round = round
        self.state = state
        self.id = id
        self.revision = revision
        self.digest = digest
    }

    /// The entry that a file name stands for; nil for any other name.
    init?(round: String, state: SpoolState, bundle: String? = nil, name: String) {
        // By bytes and places: a folder may hold many thousands of names.
        let bytes = Array(name.utf8)
        let idEnd = ResponseID.textCount
        let digestEnd = bytes.count - Self.ending.count
        let revisionEnd = digestEnd - 2 * Digest.byteCount - 1
        guard revisionEnd > idEnd + 1, bytes[idEnd] == 0x2E, bytes[revisionEnd] == 0x2E,
            bytes[digestEnd...].elementsEqual(Self.ending),
            let id = ResponseID(text: bytes.span.extracting(..<idEnd)),
            let revision = Self.revision(bytes[(idEnd + 1)..<revisionEnd]),
            let digest = Digest(digits: bytes.span.extracting((revisionEnd + 1)..<digestEnd))
        else { return nil }
        self.init(round: round, state: state, id: id, revision: revision, digest: digest)
        self.bundle = bundle
    }

    /// Whether a name is one of a bundle: id and revision of the first response in it.
    static func isBundle(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        let idEnd = ResponseID.textCount
        guard bytes.count > idEnd + 1, bytes[idEnd] == 0x2E else { return false }
        return ResponseID(text: bytes.span.extracting(..<idEnd)) != nil
            && revision(bytes[(idEnd + 1)...]) != nil
    }

    /// What the names of all responses end with.
    private static let ending = Array(".json".utf8)
    /// More digits than this are no number that the agent gave.
    private static let revisionDigitsMaximum = 18

    /// A number from 1 as the agent writes it.
    private static func revision(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.count <= revisionDigitsMaximum, digits.first != 0x30 else { return nil }
        var number = 0
        for digit in digits {
            guard 0x30...0x39 ~= digit else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }

    /// The file's name.
    var name: String { text(after: "") }

    /// The file's place below the home.
    var path: String { text(after: "\(folder)/") }

    /// The folder that the file is in, below the home.
    var folder: String {
        let folder = Spool.folder(round, state)
        return bundle.map { "\(folder)/\($0)" } ?? folder
    }

    /// Whether another one is in the same folder.
    func liesBeside(_ other: SpoolEntry) -> Bool {
        bundle == other.bundle && state == other.state && round == other.round
    }

    /// Id and revision, what the names of the response's files begin with.
    var stem: String { "\(id).\(revision)" }

    private func text(after folder: String) -> String {
        // By bytes: there may be many thousands.
        var text = Array(folder.utf8)
        text.reserveCapacity(text.count + ResponseID.textCount + Digest.textCount + 32)
        id.appendText(to: &text)
        text.append(0x2E)
        text += String(revision).utf8
        text.append(0x2E)
        digest.appendDigits(to: &text)
        text += Self.ending
        return String(decoding: text, as: UTF8.self)
    }

    /// The same response in a state, by itself when that is another one.
    func moved(to state: SpoolState) -> SpoolEntry {
        guard state != self.state else { return self }
        return SpoolEntry(round: round, state: state, id: id, revision: revision, digest: digest)
    }

    /// The same response in a bundle.
    func lying(in bundle: String?) -> SpoolEntry {
        var entry = self
        entry.bundle = bundle
        return entry
    }
}

extension SpoolEntry {
    /// By what tells responses apart: the rest is the same for most of a spool.
    func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(revision)
    }
}

extension SpoolEntry: Comparable {
    static func < (left: SpoolEntry, right: SpoolEntry) -> Bool {
        (left.id, left.revision) < (right.id, right.revision)
    }
}
