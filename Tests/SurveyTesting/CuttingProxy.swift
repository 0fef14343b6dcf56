import Foundation
import Synchronization

/// Stands between an agent and the service and swallows one answer.
///
/// It passes everything on until a client has sent a given number of bytes on one connection. The
/// next thing the service says there never arrives: the proxy calls back, then drops the
/// connection. After that it passes everything on for good.
public final class CuttingProxy: Sendable {
    /// The port to connect to.
    public let port: Int
    private let listener: LoopbackSocket
    private let target: Int
    private let threshold: Int
    private let onAnswer: @Sendable () -> Void
    private let hasCut = Mutex(false)

    /// A proxy before a port.
    /// - Parameters:
    ///   - threshold: bytes from the client after which the next answer is swallowed.
    ///   - onAnswer: called once, when that answer has left the service.
    public init(
        target: Int, threshold: Int, onAnswer: @escaping @Sendable () -> Void
    ) throws {
        listener = try LoopbackSocket.listening()
        port = listener.port
        self.target = target
        self.threshold = threshold
        self.onAnswer = onAnswer
        Thread.detachNewThread { [weak self, listener] in
            while let client = listener.accepted() {
                guard let self else { return }
                self.serve(client)
            }
        }
    }

    /// Whether an answer was swallowed.
    public var isCut: Bool { hasCut.withLock { $0 } }

    private func serve(_ client: LoopbackSocket) {
        guard let server = LoopbackSocket.connected(to: target) else { return client.shut() }
        let sent = Counter()
        Thread.detachNewThread {
            while true {
                let bytes = client.receive()
                sent.add(bytes.count)
                guard !bytes.isEmpty, server.send(bytes) else { break }
            }
            server.shut()
        }
        Thread.detachNewThread {
            while true {
                let bytes = server.receive()
                guard !bytes.isEmpty else { break }
                if sent.value >= self.threshold, self.cutsNow() {
                    self.onAnswer()
                    break
                }
                guard client.send(bytes) else { break }
            }
            client.shut()
            server.shut()
        }
    }

    private func cutsNow() -> Bool {
        hasCut.withLock { hasCut in
            defer { hasCut = true }
            return !hasCut
        }
    }

    deinit {
        listener.shut()
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        var value: Int { count.withLock { $0 } }

        func add(_ bytes: Int) {
            count.withLock { $0 += bytes }
        }
    }
}
