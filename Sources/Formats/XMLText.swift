internal import CExpat

/// What hears an XML document, in its order. Names come without the prefix of their namespace.
protocol XMLListener: AnyObject {
    /// An element begins.
    func begin(_ name: String, _ attributes: [String: String])
    /// A piece of text; one text may come in several.
    func text(_ text: String)
    /// An element ends.
    func end(_ name: String)
    /// Whether nothing more needs to be read.
    var isFull: Bool { get }
}

/// Why an XML document is not read to its end.
enum XMLFault: Error {
    case malformed
    case tooLarge
    case hasDocumentType

    /// What is wrong, as a clause about the document.
    var reason: String {
        switch self {
        case .malformed: "is not XML"
        case .tooLarge: "has too many, too large or too deeply nested elements"
        case .hasDocumentType: "has a document type, which office programs do not write"
        }
    }
}

/// Reads XML documents with the system's expat.
///
/// A document type is refused: entities from outside or of exponential size cannot be declared
/// then.
enum XMLText {
    private static let chunkBytes = 65_536
    /// Bytes of one tag, comment or instruction; expat keeps an unfinished one in memory.
    private static let tokenBytesMaximum = 1_048_576
    private static let separator: Int8 = 0x0A

    /// Reads a document to its end, or until the listener is full.
    static func read(_ bytes: [UInt8], to listener: any XMLListener) throws(XMLFault) {
        // Unsafe because expat's parser is a pointer; it is freed here, after its last use.
        guard let parser = unsafe XML_ParserCreateNS(nil, separator) else { throw .malformed }
        defer { unsafe XML_ParserFree(parser) }
        let relay = XMLRelay(listener)
        // Unsafe because expat keeps the relay's address: it lives until the last call ends.
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(relay).toOpaque())
        unsafe XML_SetElementHandler(
            parser, { unsafe XMLRelay.of($0)?.begin($1, $2) },
            { context, _ in unsafe XMLRelay.of(context)?.end() })
        unsafe XML_SetCharacterDataHandler(parser) { unsafe XMLRelay.of($0)?.text($1, $2) }
        unsafe XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            unsafe XMLRelay.of(context)?.fault = .hasDocumentType
        }
        var isWellFormed = true
        var start = 0
        repeat {
            let end = min(start + chunkBytes, bytes.count)
            let chunk = Array(bytes[start..<end])
            // Because expat takes a pointer; the chunk lives through the call.
            let status = unsafe chunk.withUnsafeBufferPointer { buffer in
                unsafe buffer.withMemoryRebound(to: CChar.self) {
                    unsafe XML_Parse(
                        parser, $0.baseAddress, Int32($0.count), end == bytes.count ? 1 : 0)
                }
            }
            isWellFormed = status == XML_STATUS_OK
            start = end
            // Because expat's parser is a pointer. It stands where an unfinished token begins.
            let begun = unsafe Int(XML_GetCurrentByteIndex(parser))
            if isWellFormed, end < bytes.count, end - begun > tokenBytesMaximum {
                throw .tooLarge
            }
        } while isWellFormed && relay.isListening && start < bytes.count
        let fault = withExtendedLifetime(relay) { relay.fault }
        if let fault { throw fault }
        guard isWellFormed || listener.isFull else { throw .malformed }
    }
}

/// Hands on what expat says, within limits.
private final class XMLRelay {
    private static let elementsMaximum = 20_000_000
    private static let depthMaximum = 64
    private static let attributesMaximum = 256

    private let listener: any XMLListener
    private var open: [String] = []
    private var elements = 0
    var fault: XMLFault?

    init(_ listener: any XMLListener) {
        self.listener = listener
    }

    /// Whether more is to be read.
    var isListening: Bool { fault == nil && !listener.isFull }

    /// The relay at an address that expat hands back.
    static func of(_ context: UnsafeMutableRawPointer?) -> XMLRelay? {
        // Unsafe because of the address, which `XMLText.read` gave and keeps alive.
        unsafe context.map { unsafe Unmanaged<XMLRelay>.fromOpaque($0).takeUnretainedValue() }
    }

    func begin(
        _ name: UnsafePointer<CChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        elements += 1
        if elements > Self.elementsMaximum || open.count >= Self.depthMaximum { fault = .tooLarge }
        guard isListening, let name = unsafe name else { return }
        var found: [String: String] = [:]
        var place = 0
        // Unsafe because expat hands over an array of texts, names and values by turns, that ends
        // with nil.
        while let key = unsafe attributes?[place], let value = unsafe attributes?[place + 1] {
            guard found.count < Self.attributesMaximum else { return fault = .tooLarge }
            found[unsafe Self.local(key)] = unsafe String(cString: value)
            place += 2
        }
        let local = unsafe Self.local(name)
        open.append(local)
        listener.begin(local, found)
    }

    func text(_ text: UnsafePointer<CChar>?, _ count: Int32) {
        guard isListening, let text = unsafe text else { return }
        // Unsafe because the text is a pointer and a count, valid during the call.
        let bytes = unsafe UnsafeRawBufferPointer(start: text, count: Int(count))
        listener.text(unsafe String(decoding: bytes, as: UTF8.self))
    }

    func end() {
        guard isListening, let name = open.popLast() else { return }
        listener.end(name)
    }

    /// The name without its namespace, which expat writes before it.
    private static func local(_ name: UnsafePointer<CChar>) -> String {
        // Unsafe because of the pointer to a text that ends with zero, valid during the call.
        let full = unsafe String(cString: name)
        guard let last = full.utf8.lastIndex(of: 0x0A) else { return full }
        return String(full[full.index(after: last)...])
    }
}
