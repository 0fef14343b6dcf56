import MaturityModel
import SurveyProtocol

/// The conversation of `fill`: shows, reads a line, saves, and goes on.
///
/// Only plain lines, so that it works with a screen reader and in a pipe.
struct FillSession {
    let terminal: any Terminal
    let collector: Collector
    let words: FillText
    var interview: Interview
    private var shownNode: Int?
    /// After the review one question is asked, and then the review comes again.
    private var returnsToReview = false

    init(terminal: any Terminal, collector: Collector, words: FillText, interview: Interview) {
        self.terminal = terminal
        self.collector = collector
        self.words = words
        self.interview = interview
    }

    /// Asks until the response is sealed or the writer stops.
    mutating func run(_ beginning: Collector.Beginning, notices: [String] = []) throws {
        tell(interview.questionnaire.title.text(in: words.language))
        for notice in notices { tell(notice) }
        tell(words.beginning(beginning))
        tell(words.howTo)
        try collector.spool.save(interview.draft)
        while true {
            let goesOn = try interview.question == nil ? review() : askOne()
            guard goesOn else { return }
        }
    }

    private mutating func askOne() throws -> Bool {
        guard let question = interview.question else { return true }
        show(question)
        let input = try line(words.prompt(current: interview.code(of: question)))
        if words.isQuit(input) { return stop() }
        switch interview.take(input) {
        case .saved:
            try collector.spool.save(interview.draft)
            if returnsToReview { interview.goToEnd() }
            returnsToReview = false
        case .moved: returnsToReview = false
        case .help: tell(help(for: question))
        case .notUnderstood: tell(words.notUnderstood)
        }
        return true
    }

    /// Says what is missing and asks whether to finish.
    private mutating func review() throws -> Bool {
        let missing = interview.missing
        terminal.say()
        tell(words.reviewTitle(missing: missing.count))
        for question in missing {
            let (number, _) = interview.number(of: question)
            tell("\(interview.id(of: question)) \(text(of: question))", after: "  \(number). ")
        }
        let required = interview.required
        if !required.isEmpty {
            tell(words.required(required.map { interview.number(of: $0).number }))
        }
        let input = try line(words.reviewPrompt(canFinish: required.isEmpty)).trimmed
        if words.isQuit(input) { return stop() }
        if input == "<" {
            interview.goBack()
        } else if words.isYes(input), required.isEmpty {
            return try finish()
        } else if let question = question(named: input) {
            interview.go(to: question)
            returnsToReview = true
        } else if !input.isEmpty {
            tell(words.notUnderstood)
        }
        return true
    }

    private func finish() throws -> Bool {
        let isNew = try collector.seal(interview.draft, interview.answers)
        tell(isNew ? words.sealed : words.unchanged)
        return false
    }

    private func stop() -> Bool {
        tell(words.kept)
        return false
    }

    /// Says a text; where there is a window, in lines that end between words.
    private func tell(_ text: String, after lead: String = "") {
        guard let columns = terminal.columns else { return terminal.say(lead + text) }
        var margin = lead
        for line in WordWrap.lines(text, width: columns - lead.count) {
            terminal.say(margin + line)
            margin = String(repeating: " ", count: lead.count)
        }
    }

    /// Asks, with the place for the answer at the end of the last line.
    private func ask(_ prompt: String) {
        guard let columns = terminal.columns else { return terminal.ask(prompt) }
        let lines = WordWrap.lines(prompt, width: columns - 2)
        for line in lines.dropLast() { terminal.say(line) }
        terminal.ask("\(lines.last ?? "") ")
    }

    /// The next line of the input.
    /// - Throws: when the input ends before the survey does.
    private func line(_ prompt: String) throws -> String {
        ask(prompt)
        guard let line = terminal.readLine() else {
            terminal.say()
            throw CollectFault(
                "input-ended", "the input ended before the survey was finished",
                hint: "the draft is saved; run the same command again to go on")
        }
        // In a pipe nobody's Enter ends the line of the prompt.
        if !terminal.isInteractive { terminal.say() }
        return line
    }

    private func question(named input: String) -> Interview.Question? {
        interview.questions.first { interview.id(of: $0) == input }
            ?? Int(input).flatMap { number in
                let asked = interview.questions.filter { interview.isAsked($0) }
                return asked.indices.contains(number - 1) ? asked[number - 1] : nil
            }
    }

    private mutating func show(_ question: Interview.Question) {
        let (number, count) = interview.number(of: question)
        terminal.say()
        showHeading(of: question)
        tell("\(words.question(number, of: count)) \(text(of: question))")
        let current = interview.code(of: question)
        for (key, option) in zip(interview.keys(of: question), options(of: question)) {
            let code = option.code == key ? "" : " (\(option.code))"
            let mark = option.code == current ? words.currentMark : ""
            tell("\(option.label)\(code)\(mark)", after: "  \(key)  ")
        }
    }

    /// The headings above an item, when they are not those above the one before.
    private mutating func showHeading(of question: Interview.Question) {
        guard case .item(let index) = question else {
            shownNode = nil
            return
        }
        let node = interview.questionnaire.items[index].node
        guard node != shownNode else { return }
        shownNode = node
        let heading = interview.heading(of: question, language: words.language)
        if !heading.isEmpty { tell(heading) }
    }

    private func text(of question: Interview.Question) -> String {
        switch question {
        case .background(let index):
            interview.questionnaire.background[index].title.text(in: words.language)
        case .item(let index):
            interview.questionnaire.items[index].text.text(in: words.language)
        }
    }

    private func options(
        of question: Interview.Question
    ) -> [(code: String, label: String)] {
        switch question {
        case .background(let index):
            interview.questionnaire.background[index].options.map {
                ($0.code, $0.label.text(in: words.language))
            }
        case .item(let index):
            interview.questionnaire.items[index].options.map {
                ($0.code, $0.label.text(in: words.language))
            }
        }
    }

    private func help(for question: Interview.Question) -> String {
        guard case .item(let index) = question else { return words.noHelp }
        let item = interview.questionnaire.items[index]
        let help = item.help ?? interview.questionnaire.nodes[item.node].description
        return help?.text(in: words.language) ?? words.noHelp
    }
}
