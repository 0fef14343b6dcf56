import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The elements of an XML document in the order in which they begin, each with its own text.
final class XMLElements: NSObject, XMLParserDelegate {
    /// One element.
    struct Element: Equatable {
        /// Its name with its prefix.
        let name: String
        /// Its attributes.
        let attributes: [String: String]
        /// The names of the elements that it lies in, from the outermost.
        let above: [String]
        /// The text directly in it.
        var text = ""
    }

    private static let elementsMaximum = 5_000_000
    private static let depthMaximum = 64

    private var elements: [Element] = []
    private var open: [Int] = []
    private var isTooLarge = false

    /// The elements of a document; nil when it is not well-formed or beyond a limit.
    ///
    /// Entities from outside are never fetched.
    static func read(_ bytes: [UInt8]) -> [Element]? {
        let reader = XMLElements()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        return parser.parse() && !reader.isTooLarge ? reader.elements : nil
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        guard elements.count < Self.elementsMaximum, open.count < Self.depthMaximum else {
            isTooLarge = true
            parser.abortParsing()
            return
        }
        let above = open.map { elements[$0].name }
        open.append(elements.count)
        elements.append(Element(name: name, attributes: attributes, above: above))
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let last = open.last { elements[last].text += text }
    }
}
