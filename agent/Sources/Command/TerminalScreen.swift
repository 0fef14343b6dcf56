/// A terminal that can be drawn on as a whole and gives single keys.
protocol TerminalScreen {
    /// Columns and rows now.
    var size: (columns: Int, rows: Int) { get }

    /// Takes the screen over.
    func begin()

    /// Gives it back as it was.
    func end()

    /// Shows lines from the top, and nothing else.
    func draw(_ lines: [FillScreen.Line])

    /// The keys that were pressed; nil when the window may have changed instead.
    func keys() -> [Key]?
}
