/// Which passwords people may choose: long ones that nobody would try first.
///
/// Length and a list of common ones, as NIST SP 800-63B asks; no rules about kinds of characters,
/// which make passwords worse.
enum PasswordRules {
    /// Characters at least.
    static let charactersMinimum = 12
    /// Bytes at most, so that a guess costs no more than hashing.
    static let bytesMaximum = 1_024

    /// Why a password cannot be chosen; nil when it can.
    /// - Parameter context: names around it that others know, such as the user's and the group's.
    static func objection(to password: String, context: [String]) -> String? {
        guard password.count >= charactersMinimum else {
            return "it has fewer than \(charactersMinimum) characters"
        }
        guard password.utf8.count <= bytesMaximum else {
            return "it has more than \(bytesMaximum) bytes"
        }
        let folded = fold(password)
        if Set(folded).count < 5 { return "it has fewer than five different characters" }
        if isRepetition(Array(folded)) { return "it repeats one short part" }
        if isWalk(Array(folded)) { return "it follows the order of the keyboard or alphabet" }
        if isOf(words: CommonPasswords.words, password.lowercased()) {
            return "it is made of words and numbers that are tried first"
        }
        let around = context.flatMap { fold($0).split { !$0.isLetter } }.map(String.init)
        let known = CommonPasswords.words + around.filter { $0.count >= contextLettersMinimum }
        if isOf(words: known, password.lowercased()) {
            return "it is little more than a name that others know: of the group, the organization,"
                + " the server or the user"
        }
        return nil
    }

    /// Refuses a password that cannot be chosen.
    /// - Throws: `password-weak`.
    static func check(_ password: String, context: [String]) throws {
        guard let reason = objection(to: password, context: context) else { return }
        throw AggregatorError(
            .passwordWeak, "that password cannot be used: \(reason)",
            hint: "take several unrelated words, or let a password safe make one")
    }

    /// Letters from which on a part of a name counts; shorter ones are in every password.
    private static let contextLettersMinimum = 3

    /// Lowercase, with the digits and signs that stand for letters read as these.
    static func fold(_ text: String) -> String {
        let letters: [Character: Character] = [
            "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a",
            "$": "s", "!": "i", "å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o", "é": "e",
            "è": "e", "ü": "u",
        ]
        return String(text.lowercased().map { letters[$0] ?? $0 })
    }

    private static func isRepetition(_ text: [Character]) -> Bool {
        guard text.count >= 2 else { return false }
        return (1...max(1, text.count / 2)).contains { length in
            text.indices.allSatisfy { text[$0] == text[$0 % length] }
        }
    }

    private static let rows = [
        "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890",
    ].map { Array(fold($0)) + Array(fold($0)) }

    /// Whether it can be cut into at most three stretches of rows, forwards or backwards.
    private static func isWalk(_ text: [Character]) -> Bool {
        var rest = text[...]
        for _ in 0..<3 where !rest.isEmpty {
            let longest =
                rows.flatMap { [$0, $0.reversed()] }
                .map { common(rest, with: $0) }.max() ?? 0
            guard longest >= 3 else { return false }
            rest = rest.dropFirst(longest)
        }
        return rest.isEmpty
    }

    /// The length of the longest beginning of a text that is a stretch of the row.
    private static func common(_ text: ArraySlice<Character>, with row: [Character]) -> Int {
        row.indices.map { start in
            zip(text, row[start...]).prefix { $0 == $1 }.count
        }.max() ?? 0
    }

    /// Whether a text is little more than words of a list: besides them at most two letters, and
    /// fewer digits and signs than would be a password by themselves.
    private static func isOf(words: [String], _ password: String) -> Bool {
        let text = Array(password)
        let folded = Array(fold(password))
        guard text.count == folded.count else { return false }
        let words = words.map { Array($0.filter(\.isLetter)) }.filter { !$0.isEmpty }
        // What is left over up to a place at best: letters count for much, other characters little.
        var least = [Int](repeating: .max, count: text.count + 1)
        least[0] = 0
        for place in text.indices where least[place] != .max {
            let cost = text[place].isLetter ? letterCost : 1
            least[place + 1] = min(least[place + 1], least[place] + cost)
            for word in words where folded[place...].starts(with: word) {
                let end = place + word.count
                least[end] = min(least[end], least[place])
            }
        }
        return least[text.count] < letterCost * 2 + othersMinimum
    }

    /// Digits and signs beside common words that make a password good after all.
    private static let othersMinimum = 10
    private static let letterCost = 4
}
