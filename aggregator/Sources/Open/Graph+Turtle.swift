/// Writing a graph as Turtle (RDF 1.1).
extension Graph {
    /// The graph's text.
    var turtle: String {
        let heads = Self.prefixes.map { "@prefix \($0.name): <\($0.address)> .\n" }.joined()
        return heads + nodes.map(Self.turtle).joined()
    }

    private static func turtle(_ node: Node) -> String {
        var lines = ["\n\(name(node.address)) a \(node.type)"]
        lines += node.statements.map { "    \($0.predicate) \(turtle($0.object))" }
        return lines.joined(separator: " ;\n") + " .\n"
    }

    private static func turtle(_ object: Object) -> String {
        switch object {
        case .thing(let address): name(address)
        case .text(let text, let language?): "\(quoted(text))@\(language)"
        case .text(let text, nil): quoted(text)
        case .value(let text, let type): "\(quoted(text))^^\(type)"
        }
    }

    private static func name(_ address: String) -> String {
        if isPrefixed(address) { return address }
        var text = "<"
        for scalar in address.unicodeScalars {
            // What the grammar does not take inside an address is written as an escape.
            if scalar.value <= 0x20 || "<>\"{}|^`\\".unicodeScalars.contains(scalar) {
                text += escape(scalar)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text + ">"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    result += escape(scalar)
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
