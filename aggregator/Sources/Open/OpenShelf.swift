import Dispatch
import SurveyProtocol
import Synchronization

/// A document of the open data, as it is handed out.
struct OpenDocument: Sendable {
    /// Its bytes.
    let bytes: [UInt8]
    /// Their SHA-256, in quotes, as HTTP wants an entity tag.
    let tag: String

    /// A document.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tag = "\"\(Digest.sha256(of: bytes))\""
    }
}

/// Keeps the documents that everybody may read, so that many readers cost one computation.
///
/// Documents are made one after another, whoever asks how often; all of them are forgotten when
/// anything is published, withdrawn or compared with something new.
final class OpenShelf: Sendable {
    /// Documents that are kept at most.
    private static let documentsMaximum = 256
    /// Documents that may wait to be made; beyond it whoever asks is told to come back.
    static let waitingMaximum = 64
    /// Bytes that are kept at most, unless one document alone has more.
    private static let bytesMaximum = 256 * 1_048_576

    private struct Kept {
        var stamp = ""
        var documents: [String: OpenDocument] = [:]
        var bytes = 0
    }

    private let kept = Mutex(Kept())
    private let waiting = Atomic(0)
    private let queue = DispatchQueue(label: "survey.open")

    /// The document with a name, as it is at a stamp; made when there is none yet.
    func document(
        _ name: String, at stamp: String, make: @escaping @Sendable () throws -> [UInt8]
    ) async throws -> OpenDocument {
        if let document = find(name, at: stamp) { return document }
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.waitingMaximum else {
            waiting.subtract(1, ordering: .relaxed)
            throw Problem(.serverBusy, "too many documents wait to be made")
        }
        defer { waiting.subtract(1, ordering: .relaxed) }
        return try await withCheckedThrowingContinuation { finished in
            queue.async {
                finished.resume(
                    with: Result {
                        if let document = self.find(name, at: stamp) { return document }
                        let document = OpenDocument(try make())
                        self.keep(document, name, at: stamp)
                        return document
                    })
            }
        }
    }

    private func find(_ name: String, at stamp: String) -> OpenDocument? {
        kept.withLock { $0.stamp == stamp ? $0.documents[name] : nil }
    }

    private func keep(_ document: OpenDocument, _ name: String, at stamp: String) {
        kept.withLock { kept in
            let isFull =
                kept.documents.count >= Self.documentsMaximum
                || kept.bytes + document.bytes.count > Self.bytesMaximum
            if kept.stamp != stamp || isFull { kept = Kept(stamp: stamp) }
            kept.documents[name] = document
            kept.bytes += document.bytes.count
        }
    }
}
