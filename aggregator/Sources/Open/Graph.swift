/// Statements about things (RDF), to be written as Turtle or JSON-LD.
struct Graph: Equatable, Sendable {
    /// What a statement says.
    enum Object: Equatable, Sendable {
        /// A thing, by its address or a prefixed name.
        case thing(String)
        /// A text, in a language or in none.
        case text(String, language: String?)
        /// A value of a type, such as `xsd:date`.
        case value(String, type: String)
    }

    /// One thing with everything that is said about it.
    struct Node: Equatable, Sendable {
        let address: String
        let type: String
        private(set) var statements: [(predicate: String, object: Object)] = []

        /// A thing of a type.
        init(_ address: String, type: String) {
            self.address = address
            self.type = type
        }

        /// Says something about it.
        mutating func add(_ predicate: String, _ object: Object) {
            statements.append((predicate, object))
        }

        /// Says something about it in several languages.
        mutating func add(_ predicate: String, _ texts: [(language: String, text: String)]) {
            for entry in texts { add(predicate, .text(entry.text, language: entry.language)) }
        }

        static func == (left: Node, right: Node) -> Bool {
            left.address == right.address && left.type == right.type
                && left.statements.elementsEqual(right.statements) {
                    $0.predicate == $1.predicate && $0.object == $1.object
                }
        }
    }

    /// The prefixes that names may have.
    static let prefixes: [(name: String, address: String)] = [
        ("adms", "http://www.w3.org/ns/adms#"),
        ("dcat", "http://www.w3.org/ns/dcat#"),
        ("dcterms", "http://purl.org/dc/terms/"),
        ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("vcard", "http://www.w3.org/2006/vcard/ns#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ]

    /// The things, in the order in which they are written.
    var nodes: [Node] = []

    /// Whether a thing is named by a prefixed name instead of an address.
    static func isPrefixed(_ name: String) -> Bool {
        prefixes.contains { name.hasPrefix($0.name + ":") }
    }

    /// The address of a thing that is named by a prefixed name or by its address.
    static func address(_ name: String) -> String {
        for prefix in prefixes where name.hasPrefix(prefix.name + ":") {
            return prefix.address + name.dropFirst(prefix.name.count + 1)
        }
        return name
    }
}
