/// A small HTTP client for the loopback interface, which sends exactly what a test wants.
public enum LoopbackHTTP {
    /// What came back.
    public struct Reply: Sendable {
        /// The status; 0 when nothing came.
        public let status: Int
        /// The headers by lowercased name; the last of each.
        public let headers: [String: String]
        /// The body as text.
        public let body: String
    }

    /// Sends a request and reads until the other side closes.
    public static func send(
        _ method: String, _ target: String, port: Int, headers: [String: String] = [:],
        body: String = ""
    ) -> Reply {
        var all = ["host": "127.0.0.1:\(port)", "connection": "close"]
        if !body.isEmpty { all["content-type"] = "application/x-www-form-urlencoded" }
        all["content-length"] = "\(body.utf8.count)"
        all.merge(headers) { $1 }
        let lines = ["\(method) \(target) HTTP/1.1"] + all.map { "\($0): \($1)" } + ["", body]
        return send(raw: lines.joined(separator: "\r\n"), port: port)
    }

    /// Sends bytes as they are and reads until the other side closes.
    public static func send(raw: String, port: Int) -> Reply {
        guard let socket = LoopbackSocket.connected(to: port),
            socket.send(Array(raw.utf8))
        else { return Reply(status: 0, headers: [:], body: "") }
        var bytes: [UInt8] = []
        while case let part = socket.receive(), !part.isEmpty { bytes += part }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else {
            return Reply(status: 0, headers: [:], body: text)
        }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        return Reply(status: status ?? 0, headers: headers, body: String(text[end.upperBound...]))
    }
}
