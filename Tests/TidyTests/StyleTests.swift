import Foundation
import Testing

/// The style by numbers; CONTRIBUTING.md has the same numbers in prose.
@Suite("The style numbers hold")
struct StyleTests {
    private let files: [SourceFile]

    init() throws {
        files = try SourceFile.all()
    }

    private func places(_ find: (SourceFile) -> [Int]) -> [String] {
        files.flatMap { file in find(file).map { "\(file.path):\($0)" } }
    }

    @Test("there are sources to look at")
    func sources() {
        #expect(files.count > 100)
    }

    @Test("no line is longer than 100 columns")
    func columns() {
        #expect(places { file in file.numbers { $0.count > 100 } } == [])
    }

    @Test("no file is longer than 300 lines")
    func fileLength() {
        #expect(files.filter { $0.lines.count > 300 }.map(\.path) == [])
    }

    @Test("no function is longer than 50 lines")
    func functionLength() {
        #expect(places { $0.functions.filter { $0.lineCount > 50 }.map(\.line) } == [])
    }

    @Test("no function has more than 5 parameters")
    func parameters() {
        #expect(places { $0.functions.filter { $0.parameterCount > 5 }.map(\.line) } == [])
    }

    @Test("nothing is forced: no `!`, `try!` or `as!`")
    func force() {
        let found = places { file in
            file.codeNumbers { line in
                line.contains("try!") || line.contains("as!") || Self.unwrapsByForce(line)
            }
        }
        #expect(found == [])
    }

    @Test("nothing is left for later")
    func leftovers() {
        let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
        #expect(
            places { file in file.numbers { line in words.contains(where: line.contains) } } == [])
    }

    @Test("the page of decisions lists every one of them by its title, and nothing else")
    func decisions() throws {
        let folder = SourceFile.root.appending(path: "docs/decisions")
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted()
        let entries = try pages.map { page in
            let text = try String(contentsOf: folder.appending(path: page), encoding: .utf8)
            let title = text.prefix { $0 != "\n" }.dropFirst(2)
            return "- [\(page.prefix(4))](\(page)) \(title)"
        }
        let list = try String(
            contentsOf: folder.appending(path: "README.md"), encoding: .utf8
        ).split(separator: "\n").filter { $0.hasPrefix("- [") }.map(String.init)
        #expect(list == entries)
    }

    @Test("no merge has left its marks in a text")
    func mergeMarks() throws {
        let marks = ["<<<<<<< ", ">>>>>>> "]
        let found = try SourceFile.texts().filter { file in
            file.lines.contains { line in marks.contains(where: line.hasPrefix) }
        }
        #expect(found.map(\.path) == [])
    }

    @Test("everything unsafe says because of what it is safe")
    func unsafe() {
        let found = places { file in
            file.codeNumbers { line in
                line.contains("unsafe ") || line.contains("@unchecked") || line.contains("(unsafe)")
            }.filter { number in
                let first = max(0, number - 16)
                return !file.lines[first..<number].contains { $0.lowercased().contains("because") }
            }
        }
        #expect(found == [])
    }

    @Test("every public or package declaration has a sentence before it")
    func documentation() {
        let found = files.filter { !$0.path.hasPrefix("Tests/") }.flatMap { file in
            file.undocumented.map { "\(file.path):\($0)" }
        }
        #expect(found == [])
    }

    private static func unwrapsByForce(_ line: String) -> Bool {
        var previous: Character = " "
        for (character, next) in zip(line, line.dropFirst() + " ") {
            let follows = previous.isLetter || previous.isNumber || ")]}".contains(previous)
            if character == "!", follows, next != "=" { return true }
            previous = character
        }
        return false
    }
}

extension SourceFile {
    /// The numbers of the lines that a condition holds for.
    func numbers(_ condition: (String) -> Bool) -> [Int] {
        lines.indices.filter { condition(lines[$0]) }.map { $0 + 1 }
    }

    /// The same, looking at code only.
    func codeNumbers(_ condition: (String) -> Bool) -> [Int] {
        let code = code
        return code.indices.filter { condition(code[$0]) }.map { $0 + 1 }
    }

    /// The lines with a public or package declaration that no comment precedes.
    ///
    /// What a protocol of others demands, or fixes in meaning, needs no words of ours.
    fileprivate var undocumented: [Int] {
        let known = [
            "static func ==", "static func <", "func hash(into", "func encode(to", "init(from",
            "var description", "static let configuration", "func run()", "func validate()",
            "mutating func run()", "import ",
        ]
        let code = code
        return code.indices.filter { index in
            let text = code[index].drop { $0 == " " }
            guard text.hasPrefix("public ") || text.hasPrefix("package ") else { return false }
            guard !text.contains("extension ") else { return false }
            guard !known.contains(where: { text.contains($0) }) else { return false }
            var above = index - 1
            while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
            let comment = above >= 0 ? lines[above].drop { $0 == " " } : ""
            return !comment.hasPrefix("///") && text != "public init() {}"
        }.map { $0 + 1 }
    }
}
