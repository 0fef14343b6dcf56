/// Texts in lines that are not wider than a window.
enum WordWrap {
    /// The lines of a text, broken between words; a word that is too long is broken inside.
    ///
    /// - Parameter indent: spaces before every line but the first.
    static func lines(_ text: String, width: Int, indent: Int = 0) -> [String] {
        let width = max(width, indent + 8)
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let start = String(paragraph.prefix { $0 == " " })
            var line = (lines.isEmpty ? "" : margin) + start
            var hasWord = false
            for word in paragraph.split(separator: " ") {
                var word = word[...]
                if hasWord, line.count + 1 + word.count > width {
                    lines.append(line)
                    line = margin
                    hasWord = false
                }
                while line.count + word.count > width, !hasWord {
                    let room = max(1, width - line.count)
                    lines.append(line + word.prefix(room))
                    word = word.dropFirst(room)
                    line = margin
                }
                line += (hasWord ? " " : "") + word
                hasWord = true
            }
            lines.append(line)
        }
        return lines
    }
}
