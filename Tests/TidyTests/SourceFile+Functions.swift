/// The functions of a source file, found by their indentation, which the format holds.
extension SourceFile {
    /// A function, initializer or test.
    struct Function {
        /// The line it begins on, from 1.
        let line: Int
        /// The number of lines from the first to the closing brace.
        let lineCount: Int
        /// The number of parameters.
        let parameterCount: Int
    }

    /// Every function with a body or in a protocol.
    var functions: [Function] {
        let code = code
        return code.indices.compactMap { start in
            let text = code[start].drop { $0 == " " }
            guard Self.declaresFunction(String(text)) else { return nil }
            let indentation = code[start].count - text.count
            let closing = String(repeating: " ", count: indentation) + "}"
            var end = start
            if !code[start].hasSuffix("}") {
                end =
                    code[start...].firstIndex { $0 == closing || $0.hasPrefix(closing + " ") }
                    ?? start
            }
            return Function(
                line: start + 1, lineCount: end - start + 1,
                parameterCount: Self.parameterCount(
                    code[start...].prefix(12).joined(separator: " ")))
        }
    }

    private static func declaresFunction(_ text: String) -> Bool {
        let words = text.prefix { $0 != "(" && $0 != "<" && $0 != "{" && $0 != "=" }
            .split(separator: " ")
        if words.contains("func") { return true }
        guard let last = words.last else { return false }
        let isInitializer = last == "init" || last == "init?"
        return isInitializer && text.contains("(") && !text.hasPrefix("return")
    }

    /// Counts the labels between the outermost parentheses of a declaration.
    private static func parameterCount(_ text: String) -> Int {
        var depth = 0
        var count = 0
        var isEmpty = true
        for character in text.drop(while: { $0 != "(" }) {
            switch character {
            case "(", "[", "{", "<": depth += 1
            case ")", "]", "}", ">":
                depth -= 1
                if depth == 0 { return isEmpty ? 0 : count + 1 }
            case "," where depth == 1: count += 1
            case " ": continue
            default: break
            }
            if depth >= 1, character != "(" { isEmpty = false }
        }
        return count
    }
}
