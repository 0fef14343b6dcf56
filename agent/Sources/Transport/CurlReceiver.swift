internal import CCurl

/// Takes the answer of one request as libcurl hands it over, piece by piece.
///
/// The limit counts the bytes that arrive here: libcurl's own limit does not count decompressed
/// ones before 8.20.
final class CurlReceiver {
    private(set) var bytes: [UInt8] = []
    private(set) var headers: [String: String] = [:]
    private(set) var isTooLong = false
    /// The last TLS alert that libcurl told of, in its words.
    private(set) var alert: String?
    private let bytesMaximum: Int
    private var headerBytes = 0

    /// Bytes of one of libcurl's notes that are looked at.
    private static let noteBytesMaximum = 512
    /// Bytes of all header lines together.
    private static let headerBytesMaximum = 65_536

    init(bytesMaximum: Int) {
        self.bytesMaximum = bytesMaximum
    }

    /// libcurl's write function: a result other than the byte count ends the transfer.
    static let body: survey_curl_sink = { source, size, count, target in
        // Unsafe because C hands over pointers that are valid during this call.
        guard let source = unsafe source, let target = unsafe target else { return 0 }
        // Because the target is the receiver that `perform` passed and keeps alive.
        let receiver = unsafe Unmanaged<CurlReceiver>.fromOpaque(target).takeUnretainedValue()
        // Because size × count bytes are readable there, says libcurl's contract.
        let piece = unsafe UnsafeRawBufferPointer(start: source, count: size * count)
        return receiver.takeBody(unsafe Array(piece)) ? size * count : 0  // because of the copy
    }

    /// libcurl's header function, once a line.
    static let header: survey_curl_sink = { source, size, count, target in
        // Unsafe because C hands over pointers that are valid during this call.
        guard let source = unsafe source, let target = unsafe target else { return 0 }
        // Because the target is the receiver that `perform` passed and keeps alive.
        let receiver = unsafe Unmanaged<CurlReceiver>.fromOpaque(target).takeUnretainedValue()
        // Because size × count bytes are readable there, says libcurl's contract.
        let piece = unsafe UnsafeRawBufferPointer(start: source, count: size * count)
        return receiver.takeHeader(unsafe Array(piece)) ? size * count : 0  // because of the copy
    }

    /// libcurl's function for notes; everything but its own words is passed over.
    static let note: survey_curl_notes = { _, type, text, size, target in
        // Unsafe because C hands over pointers that are valid during this call.
        guard type == CURLINFO_TEXT, let text = unsafe text, let target = unsafe target else {
            return 0
        }
        // Because the target is the receiver that `perform` passed and keeps alive.
        let receiver = unsafe Unmanaged<CurlReceiver>.fromOpaque(target).takeUnretainedValue()
        // Because so many bytes are readable there, says libcurl's contract.
        let note = unsafe UnsafeRawBufferPointer(start: text, count: min(size, noteBytesMaximum))
        receiver.takeNote(unsafe Array(note))  // because of the copy
        return 0
    }

    func takeNote(_ note: [UInt8]) {
        let text = String(decoding: note.filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self)
        if text.lowercased().contains(" alert ") { alert = text }
    }

    func takeBody(_ piece: [UInt8]) -> Bool {
        guard bytes.count + piece.count <= bytesMaximum else {
            isTooLong = true
            return false
        }
        bytes += piece
        return true
    }

    func takeHeader(_ line: [UInt8]) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.headerBytesMaximum else {
            isTooLong = true
            return false
        }
        if line.starts(with: Array("HTTP/".utf8)) {
            // A new status line: what came before belonged to the proxy or to a 1xx answer.
            headers = [:]
            return true
        }
        guard let colon = line.firstIndex(of: 0x3A) else { return true }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let value = line[(colon + 1)...].filter { $0 >= 0x20 && $0 < 0x7F }
        headers[name] = String(decoding: value, as: UTF8.self).trimmingSpaces()
        return true
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
