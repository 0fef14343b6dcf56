import SurveyProtocol

/// What a response looks like that this agent sealed.
extension SpoolEntry {
    private static let opening = Array("{\"format\":\"\(Response.format)\",\"id\":\"".utf8)
    private static let revision = Array("\",\"revision\":".utf8)

    /// Whether bytes of this entry's digest are plainly one line with its id and revision, in the
    /// form in which the agent writes them.
    ///
    /// A shortcut and no second opinion: a file of the right digest is what was sealed, and what
    /// is in any other form is left to the parser.
    func isPlainly(_ bytes: ArraySlice<UInt8>) -> Bool {
        var beginning: [UInt8] = []
        beginning.reserveCapacity(128)
        beginning += Self.opening
        id.appendText(to: &beginning)
        beginning += Self.revision
        beginning += String(self.revision).utf8
        beginning.append(0x2C)
        return bytes.starts(with: beginning) && bytes.last == 0x7D && !Self.hasLineFeed(bytes)
    }

    private static func hasLineFeed(_ bytes: ArraySlice<UInt8>) -> Bool {
        let span = bytes.span
        // To the end in any case: the compiler looks at many bytes at once then.
        var feeds: UInt8 = 0
        for index in span.indices { feeds |= span[index] == 0x0A ? 1 : 0 }
        return feeds != 0
    }
}
