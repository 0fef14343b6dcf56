import MaturityModel
import Pages

/// Filling in on a whole screen: what is shown, and what a key does.
///
/// Pure: keys in, an effect out, lines for a window of any size. The caller saves, draws and seals.
struct FillScreen {
    /// What the caller has to do after a key.
    enum Effect: Hashable, Sendable {
        /// Draw again.
        case none
        /// Save the draft, then draw again.
        case save
        /// Seal the response and end.
        case seal
        /// End; the draft is saved.
        case stop
    }

    /// A line of the window.
    struct Line: Hashable, Sendable {
        var text: String
        var isBold = false
        /// Whether it is where the keys work; such a line is always visible.
        var isCurrent = false
    }

    private(set) var interview: Interview
    private let words: FillText
    /// What is to be known before all questions.
    private let notices: [String]
    private let language: Language
    private var cursor = 0
    private var showsHelp = false
    private var returnsToReview = false

    init(_ interview: Interview, _ words: FillText, notices: [String] = []) {
        self.interview = interview
        self.words = words
        self.notices = notices
        language = Language(rawValue: words.language) ?? .english
        placeCursor()
    }

    // MARK: Keys

    /// Takes a key.
    mutating func take(_ key: Key) -> Effect {
        if key == .end || key == .character("q") { return .stop }
        return interview.question == nil ? takeInReview(key) : takeInQuestion(key)
    }

    private mutating func takeInQuestion(_ key: Key) -> Effect {
        guard let question = interview.question else { return .none }
        let codes = interview.codes(of: question)
        switch key {
        case .up: cursor = max(0, cursor - 1)
        case .down: cursor = min(codes.count - 1, cursor + 1)
        case .enter, .character(" "): return answer(codes[cursor])
        case .character(let digit) where digit.wholeNumberValue != nil:
            let keys = interview.keys(of: question)
            guard let index = keys.firstIndex(of: String(digit)) else { return .none }
            return answer(codes[index])
        case .right, .character(">"), .pageDown: return answer("")
        case .left, .character("<"), .pageUp:
            interview.goBack()
            placeCursor()
        case .erase, .character("-"):
            interview.set(nil, for: question)
            return .save
        case .character("?"): showsHelp.toggle()
        case .tab, .escape:
            interview.goToEnd()
            placeCursor()
        default: break
        }
        return .none
    }

    /// Takes an answer, or with none leaves the question as it is, and goes on.
    private mutating func answer(_ code: String) -> Effect {
        guard interview.take(code) == .saved else { return .none }
        if returnsToReview { interview.goToEnd() }
        returnsToReview = false
        placeCursor()
        return .save
    }

    private mutating func takeInReview(_ key: Key) -> Effect {
        let missing = interview.missing
        switch key {
        case .up: cursor = max(0, cursor - 1)
        case .down: cursor = min(max(0, missing.count - 1), cursor + 1)
        case .left, .character("<"):
            interview.goBack()
            placeCursor()
        case .enter where missing.indices.contains(cursor):
            interview.go(to: missing[cursor])
            returnsToReview = true
            placeCursor()
        case .character(let letter) where words.isYes(String(letter)):
            return interview.required.isEmpty ? .seal : .none
        default: break
        }
        return .none
    }

    private mutating func placeCursor() {
        showsHelp = false
        guard let question = interview.question else {
            cursor = 0
            return
        }
        let code = interview.code(of: question)
        cursor = interview.codes(of: question).firstIndex { $0 == code } ?? 0
    }

    // MARK: What is shown

    /// The lines for a window, at most `rows` of them.
    func lines(columns: Int, rows: Int) -> [Line] {
        let width = min(columns - 2, 100)
        let title = Line(text: interview.questionnaire.title.text(in: words.language), isBold: true)
        let isSmall = rows < 16
        let notes = isSmall ? [] : noticeLines(width)
        let head =
            (isSmall ? [] : [title]) + notes + [Line(text: progress(width: width)), Line(text: "")]
        let body = interview.question.map { question($0, width) } ?? review(width)
        let keyLines = WordWrap.lines(keys, width: width).map { Line(text: $0) }
        // The keys are the first to go when the window is small, and a question is whole if it can.
        let needed = interview.question == nil ? Self.bodyRowsMinimum : body.count
        let room = max(0, rows - head.count - max(Self.bodyRowsMinimum, needed))
        let foot = Array(([Line(text: "")] + keyLines).prefix(room))
        return head + window(body, rows: rows - head.count - foot.count) + foot
    }

    /// Rows that a notice takes at most.
    private static let noticeRowsMaximum = 2

    private func noticeLines(_ width: Int) -> [Line] {
        notices.flatMap { notice in
            let lines = WordWrap.lines(notice, width: width)
            var shown = lines.prefix(Self.noticeRowsMaximum)
            if lines.count > shown.count, let last = shown.popLast() {
                shown.append(String(last.prefix(max(1, width - 1))) + "…")
            }
            return shown.map { Line(text: $0) }
        }
    }

    /// Rows that the question has at least.
    private static let bodyRowsMinimum = 5

    /// As many lines as there is room for, with the current ones among them: the first of them
    /// when there is not room for all.
    private func window(_ lines: [Line], rows: Int) -> [Line] {
        let rows = max(1, rows)
        guard lines.count > rows else { return lines }
        let last = lines.lastIndex(where: \.isCurrent) ?? 0
        let first = lines.firstIndex(where: \.isCurrent) ?? 0
        let above = rows >= Self.markedRowsMinimum ? 1 : 0
        let wanted = min(last - rows + min(2, rows), first - above)
        let start = max(0, min(wanted, lines.count - rows))
        let end = min(lines.count, start + rows)
        var shown = Array(lines[start..<end])
        // In the smallest windows every line is needed for the question.
        guard rows >= Self.markedRowsMinimum else { return shown }
        if start > 0 { shown[0] = Line(text: words.moreAbove) }
        if end < lines.count { shown[shown.count - 1] = Line(text: words.moreBelow) }
        return shown
    }

    /// Rows from which on lines say that there is more above or below.
    private static let markedRowsMinimum = 4

    private func progress(width: Int) -> String {
        let asked = interview.questions.filter { interview.isAsked($0) }
        let done = asked.filter { interview.code(of: $0) != nil }.count
        let room = max(8, min(30, width - 20))
        let filled = asked.isEmpty ? room : done * room / asked.count
        let bar =
            String(repeating: "#", count: filled) + String(repeating: ".", count: room - filled)
        return "[\(bar)] \(done)/\(asked.count)"
    }

    private func question(_ question: Interview.Question, _ width: Int) -> [Line] {
        let texts = QuestionWords(question, interview.questionnaire, language)
        let (number, count) = interview.number(of: question)
        var lines: [Line] = []
        let heading = interview.heading(of: question, language: words.language)
        if !heading.isEmpty {
            lines += WordWrap.lines(heading, width: width).map { Line(text: $0) }
        }
        lines += WordWrap.lines("\(words.question(number, of: count)) \(texts.text)", width: width)
            .map { Line(text: $0, isBold: true) }
        if showsHelp {
            lines += [Line(text: "")]
            lines += WordWrap.lines(texts.help ?? words.noHelp, width: width).map { Line(text: $0) }
        }
        lines.append(Line(text: ""))
        let code = interview.code(of: question)
        // A longer key cannot be pressed; the arrows reach its option.
        let keys = interview.keys(of: question).map { $0.count == 1 ? $0 : " " }
        var wasApart = false
        for (index, option) in texts.options.enumerated() {
            if option.isApart, !wasApart { lines.append(Line(text: "")) }
            wasApart = option.isApart
            let mark = option.code == code ? "(*)" : "( )"
            let pointer = index == cursor ? ">" : " "
            let wrapped = WordWrap.lines(
                "\(pointer) \(keys[index]) \(mark) \(option.label)", width: width, indent: 8)
            lines += wrapped.map { Line(text: $0, isCurrent: index == cursor) }
        }
        return lines
    }

    private func review(_ width: Int) -> [Line] {
        let missing = interview.missing
        var lines = [Line(text: words.reviewTitle(missing: missing.count), isBold: true)]
        let required = interview.required
        if !required.isEmpty {
            let numbers = required.map { interview.number(of: $0).number }
            lines += WordWrap.lines(words.required(numbers), width: width).map {
                Line(text: $0, isBold: true)
            }
        }
        for (index, question) in missing.enumerated() {
            let text = QuestionWords(question, interview.questionnaire, language).text
            let pointer = index == cursor ? ">" : " "
            let wrapped = WordWrap.lines("\(pointer) \(text)", width: width, indent: 2)
            lines += wrapped.map { Line(text: $0, isCurrent: index == cursor) }
        }
        return lines
    }

    private var keys: String {
        guard interview.question == nil else { return words.screenKeys }
        return words.reviewKeys(canFinish: interview.required.isEmpty)
    }
}
