/// `fill` on a whole screen: reads keys, saves each answer, draws.
struct FillScreenSession {
    let screen: any TerminalScreen
    let terminal: any Terminal
    let collector: Collector
    let words: FillText
    var state: FillScreen

    /// Asks until the response is sealed or the writer stops.
    mutating func run() throws {
        try collector.spool.save(state.interview.draft)
        screen.begin()
        var isOver = false
        defer { if !isOver { screen.end() } }
        while true {
            let (columns, rows) = screen.size
            screen.draw(state.lines(columns: columns, rows: rows))
            guard let keys = screen.keys() else { continue }
            for key in keys {
                switch state.take(key) {
                case .none: continue
                case .save: try collector.spool.save(state.interview.draft)
                case .stop:
                    isOver = true
                    screen.end()
                    return terminal.say(words.kept)
                case .seal:
                    isOver = true
                    screen.end()
                    let isNew = try collector.seal(
                        state.interview.draft, state.interview.answers)
                    return terminal.say(isNew ? words.sealed : words.unchanged)
                }
            }
        }
    }
}
