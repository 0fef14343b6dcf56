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
        return bytes.starts(with: beginning) && bytes.last == 0x7D && !bytes.contains(0x0A)
    }
}
