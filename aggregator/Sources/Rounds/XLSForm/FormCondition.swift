import MaturityModel

/// Reads the part of XLSForm's expressions that conditions of a questionnaire can say: comparing
/// a choice question with a code, `selected`, `and`, `or` and `not`.
struct FormCondition {
    /// Why an expression has no equivalent.
    struct Fault: Error {
        /// In a few words.
        let reason: String
    }

    private enum Token: Equatable {
        case reference(String)
        case text(String)
        case word(String)
        case sign(Character)
    }

    private static let depthMaximum = 8

    private var tokens: [Token]
    private var place = 0
    /// The questions that may be named.
    private let questions: Set<String>

    /// The condition that an expression says.
    static func read(
        _ expression: String, questions: Set<String>
    ) throws(Fault) -> DocumentNode {
        var reader = FormCondition(
            tokens: try tokens(of: expression), questions: questions)
        let condition = try reader.any(depth: 0)
        guard reader.place == reader.tokens.count else {
            throw Fault(reason: "something follows that is not understood")
        }
        return condition
    }

    private init(tokens: [Token], questions: Set<String>) {
        self.tokens = tokens
        self.questions = questions
    }

    private var next: Token? { place < tokens.count ? tokens[place] : nil }

    private mutating func take(_ token: Token) -> Bool {
        guard next == token else { return false }
        place += 1
        return true
    }

    private mutating func any(depth: Int) throws(Fault) -> DocumentNode {
        var parts = [try all(depth: depth)]
        while take(.word("or")) { parts.append(try all(depth: depth)) }
        return parts.count == 1 ? parts[0] : .one("or", .values(parts))
    }

    private mutating func all(depth: Int) throws(Fault) -> DocumentNode {
        var parts = [try single(depth: depth)]
        while take(.word("and")) { parts.append(try single(depth: depth)) }
        return parts.count == 1 ? parts[0] : .one("and", .values(parts))
    }

    private mutating func single(depth: Int) throws(Fault) -> DocumentNode {
        guard depth < Self.depthMaximum else { throw Fault(reason: "it is nested too deeply") }
        if take(.sign("(")) { return try closed(any(depth: depth + 1)) }
        if take(.word("not")) {
            guard take(.sign("(")) else { throw Fault(reason: "`not` has no bracket") }
            return .one("not", try closed(any(depth: depth + 1)))
        }
        if take(.word("selected")) {
            guard take(.sign("(")) else { throw Fault(reason: "`selected` has no bracket") }
            let item = try reference()
            guard take(.sign(",")) else { throw Fault(reason: "`selected` has no choice") }
            return try closed(.answer(item, try code()))
        }
        return try comparison()
    }

    private mutating func closed(_ condition: DocumentNode) throws(Fault) -> DocumentNode {
        guard take(.sign(")")) else { throw Fault(reason: "a bracket is not closed") }
        return condition
    }

    private mutating func comparison() throws(Fault) -> DocumentNode {
        if case .text = next {
            let code = try code()
            let isEqual = try sign()
            let condition = DocumentNode.answer(try reference(), code)
            return isEqual ? condition : .one("not", condition)
        }
        let item = try reference()
        let isEqual = try sign()
        let condition = DocumentNode.answer(item, try code())
        return isEqual ? condition : .one("not", condition)
    }

    /// Whether the sign of a comparison is `=`, not `!=`.
    private mutating func sign() throws(Fault) -> Bool {
        if take(.sign("=")) { return true }
        guard take(.sign("!")), take(.sign("=")) else {
            throw Fault(reason: "only `=` and `!=` compare choices")
        }
        return false
    }

    private mutating func reference() throws(Fault) -> String {
        guard case .reference(let name) = next else {
            throw Fault(reason: "it uses more than questions and choices")
        }
        guard questions.contains(name) else {
            throw Fault(reason: "`\(name)` is no earlier choice question of the tree")
        }
        place += 1
        return name
    }

    private mutating func code() throws(Fault) -> String {
        guard case .text(let code) = next, !code.isEmpty else {
            throw Fault(reason: "it compares with something that is no choice")
        }
        place += 1
        return code
    }

    private static func tokens(of expression: String) throws(Fault) -> [Token] {
        var tokens: [Token] = []
        var rest = expression[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else {
                    throw Fault(reason: "a name is not closed")
                }
                tokens.append(.reference(String(rest.dropFirst(2).prefix(upTo: end)).trimmed))
                rest = rest[rest.index(after: end)...]
            } else if first == "'" || first == "\"" {
                let body = rest.dropFirst()
                guard let end = body.firstIndex(of: first) else {
                    throw Fault(reason: "a quotation mark is not closed")
                }
                tokens.append(.text(String(body[..<end])))
                rest = body[body.index(after: end)...]
            } else if first.isNumber {
                let number = rest.prefix { $0.isNumber || $0 == "." }
                tokens.append(.text(String(number)))
                rest = rest.dropFirst(number.count)
            } else if first.isLetter {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
                tokens.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            } else {
                tokens.append(.sign(first))
                rest = rest.dropFirst()
            }
        }
        return tokens
    }
}

extension DocumentNode {
    /// A map with one member.
    static func one(_ name: String, _ value: DocumentNode) -> DocumentNode {
        DocumentNode(.map([DocumentMember(key: name, value: value)]))
    }

    /// A list.
    static func values(_ values: [DocumentNode]) -> DocumentNode { DocumentNode(.list(values)) }

    /// A map of the members that have a value.
    static func members(_ members: [(String, DocumentNode?)]) -> DocumentNode {
        DocumentNode(
            .map(
                members.compactMap { name, value in
                    value.map { DocumentMember(key: name, value: $0) }
                }))
    }

    /// The condition that an item is answered with a code.
    static func answer(_ item: String, _ code: String) -> DocumentNode {
        .members([("item", DocumentNode(.text(item))), ("equals", DocumentNode(.text(code)))])
    }
}
