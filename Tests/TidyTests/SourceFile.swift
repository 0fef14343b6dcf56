import Foundation

/// A source file of the repository, as the tidy tests read it.
struct SourceFile {
    /// The path below the repository's root.
    let path: String
    /// The lines without their ends.
    let lines: [String]

    /// Every Swift file of ours.
    static func all() throws -> [SourceFile] {
        let folders = ["Sources", "Tests", "agent", "aggregator", "protocol", "bench"]
        return try folders.flatMap { folder -> [SourceFile] in
            let base = root.appending(path: folder)
            guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
            return try walk.compactMap { $0 as? String }
                .filter { $0.hasSuffix(".swift") && !$0.contains(".work/") }
                .sorted()
                .map { try read("\(folder)/\($0)") }
        }
    }

    /// Every page and description of ours.
    static func texts() throws -> [SourceFile] {
        let folders = [
            "docs", "questionnaires", "Tests", "agent", "aggregator", "protocol", "bench",
        ]
        let endings = [".md", ".yaml", ".json"]
        let manager = FileManager.default
        var paths = try manager.contentsOfDirectory(atPath: root.path)
        for folder in folders {
            let below = manager.enumerator(atPath: root.appending(path: folder).path)
            paths += (below?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
        }
        return try paths.sorted().filter { path in
            !path.contains(".work/") && endings.contains(where: path.hasSuffix)
        }.map(read)
    }

    /// The repository's root.
    static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    private static func read(_ path: String) throws -> SourceFile {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return SourceFile(path: path, lines: lines)
    }

    /// The lines with what stands in string literals and comments blanked, for looking at code.
    var code: [String] {
        var isInText = false
        return lines.map { line in
            let fences = line.components(separatedBy: "\"\"\"").count - 1
            defer { if fences % 2 == 1 { isInText.toggle() } }
            if isInText || line.drop(while: { $0 == " " }).hasPrefix("//") { return "" }
            return Self.withoutLiterals(line)
        }
    }

    private static func withoutLiterals(_ line: String) -> String {
        var result = ""
        var isLiteral = false
        var previous: Character = " "
        for character in line {
            if character == "\"", previous != "\\" { isLiteral.toggle() }
            if !isLiteral, previous == "/", character == "/" {
                result.removeLast()
                return result
            }
            if !isLiteral || character == "\"" { result.append(character) }
            previous = previous == "\\" && character == "\\" ? " " : character
        }
        return result
    }
}
